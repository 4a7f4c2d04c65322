//go:build !purego

#include "textflag.h"

// Two operators on three columns: the result of the first stays where it is. The
// operations and their order are those of the loops in Go (pairs.go), never fused.

#define PAIR \
	MOVQ out+0(FP), DI; \
	MOVQ x+8(FP), SI; \
	MOVQ y+16(FP), DX; \
	MOVQ z+24(FP), BX; \
	MOVQ n+32(FP), CX; \
	MOVQ sx+40(FP), R8; \
	MOVQ sy+48(FP), R9; \
	MOVQ sz+56(FP), R10; \
	SHLQ $2, R8; \
	SHLQ $2, R9; \
	SHLQ $2, R10

#define FIRST(OP) \
	VMOVUPD (SI), Y0; \
	VMOVUPD 32(SI), Y1; \
	VMOVUPD 64(SI), Y2; \
	VMOVUPD 96(SI), Y3; \
	OP (DX), Y0, Y0; \
	OP 32(DX), Y1, Y1; \
	OP 64(DX), Y2, Y2; \
	OP 96(DX), Y3, Y3

// BEFORE has the result as the first operand of the second operator, BEHIND as its
// second.
#define BEFORE(OP) \
	OP (BX), Y0, Y0; \
	OP 32(BX), Y1, Y1; \
	OP 64(BX), Y2, Y2; \
	OP 96(BX), Y3, Y3

#define BEHIND(OP) \
	VMOVUPD (BX), Y4; \
	VMOVUPD 32(BX), Y5; \
	VMOVUPD 64(BX), Y6; \
	VMOVUPD 96(BX), Y7; \
	OP Y0, Y4, Y0; \
	OP Y1, Y5, Y1; \
	OP Y2, Y6, Y2; \
	OP Y3, Y7, Y3

// CAUGHT has the third operand where the result is an error.
#define CAUGHT(X, Z) \
	VSUBPD X, X, Y4; \
	VCMPPD $3, Y4, Y4, Y4; \
	VMOVUPD Z, Y5; \
	VBLENDVPD Y4, Y5, X, X

#define NEXT \
	VMOVUPD Y0, (DI); \
	VMOVUPD Y1, 32(DI); \
	VMOVUPD Y2, 64(DI); \
	VMOVUPD Y3, 96(DI); \
	ADDQ $128, DI; \
	ADDQ R8, SI; \
	ADDQ R9, DX; \
	ADDQ R10, BX; \
	SUBQ $16, CX; \
	JNZ  loop; \
	VZEROUPPER; \
	RET

#define CATCH \
	CAUGHT(Y0, (BX)); \
	CAUGHT(Y1, 32(BX)); \
	CAUGHT(Y2, 64(BX)); \
	CAUGHT(Y3, 96(BX))

// func sumPlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumPlusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	BEFORE(VADDPD)
	NEXT

// func sumMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumMinusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	BEFORE(VSUBPD)
	NEXT

// func sumFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumFromAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	BEHIND(VSUBPD)
	NEXT

// func sumTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumTimesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	BEFORE(VMULPD)
	NEXT

// func sumOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumOverAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	BEFORE(VDIVPD)
	NEXT

// func sumDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumDividesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	BEHIND(VDIVPD)
	NEXT

// func differencePlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differencePlusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	BEFORE(VADDPD)
	NEXT

// func differenceMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differenceMinusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	BEFORE(VSUBPD)
	NEXT

// func differenceFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differenceFromAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	BEHIND(VSUBPD)
	NEXT

// func differenceTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differenceTimesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	BEFORE(VMULPD)
	NEXT

// func differenceOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differenceOverAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	BEFORE(VDIVPD)
	NEXT

// func differenceDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differenceDividesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	BEHIND(VDIVPD)
	NEXT

// func productPlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productPlusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	BEFORE(VADDPD)
	NEXT

// func productMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productMinusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	BEFORE(VSUBPD)
	NEXT

// func productFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productFromAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	BEHIND(VSUBPD)
	NEXT

// func productTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productTimesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	BEFORE(VMULPD)
	NEXT

// func productOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productOverAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	BEFORE(VDIVPD)
	NEXT

// func productDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productDividesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	BEHIND(VDIVPD)
	NEXT

// func sharePlusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sharePlusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	BEFORE(VADDPD)
	NEXT

// func shareMinusAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareMinusAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	BEFORE(VSUBPD)
	NEXT

// func shareFromAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareFromAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	BEHIND(VSUBPD)
	NEXT

// func shareTimesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareTimesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	BEFORE(VMULPD)
	NEXT

// func shareOverAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareOverAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	BEFORE(VDIVPD)
	NEXT

// func shareDividesAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareDividesAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	BEHIND(VDIVPD)
	NEXT

// func sumCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sumCaughtAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VADDPD)
	CATCH
	NEXT

// func differenceCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·differenceCaughtAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VSUBPD)
	CATCH
	NEXT

// func productCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·productCaughtAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VMULPD)
	CATCH
	NEXT

// func shareCaughtAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareCaughtAVX2(SB), NOSPLIT, $0-64
	PAIR
loop:
	FIRST(VDIVPD)
	CATCH
	NEXT
