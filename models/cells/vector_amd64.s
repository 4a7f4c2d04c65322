//go:build !purego

#include "textflag.h"

// Loops over columns of scenarios, four to a vector: the operations of the loops in
// Go, in the same order and never fused, so that the bits are the same. An error is
// what is not finite, and x-x tells it: a NaN. A result that is an error is all
// ones, a NaN. Where an operand is a constant, its step is 0.

DATA ones<>+0(SB)/8, $0x7fffffffffffffff // all but the sign
DATA ones<>+8(SB)/8, $0x8000000000000000 // the sign
DATA ones<>+16(SB)/8, $0x7ff0000000000000 // infinity
DATA ones<>+24(SB)/8, $0x3d06849b86a12b9b // 1e-14
DATA ones<>+32(SB)/8, $0x3fe0000000000000 // 0.5
DATA ones<>+40(SB)/8, $0x3cf203af9ee75616 // 4e-15
GLOBL ones<>(SB), RODATA|NOPTR, $48

#define BINARY \
	MOVQ out+0(FP), DI; \
	MOVQ x+8(FP), SI; \
	MOVQ y+16(FP), DX; \
	MOVQ n+32(FP), CX; \
	MOVQ sx+40(FP), R8; \
	MOVQ sy+48(FP), R9; \
	SHLQ $2, R8; \
	SHLQ $2, R9

#define TERNARY \
	BINARY; \
	MOVQ z+24(FP), BX; \
	MOVQ sz+56(FP), R10; \
	SHLQ $2, R10

#define UNARY \
	MOVQ out+0(FP), DI; \
	MOVQ x+8(FP), SI; \
	MOVQ n+32(FP), CX; \
	MOVQ $128, R8

#define LOAD \
	VMOVUPD (SI), Y0; \
	VMOVUPD 32(SI), Y1; \
	VMOVUPD 64(SI), Y2; \
	VMOVUPD 96(SI), Y3

#define LOADY \
	VMOVUPD (DX), Y4; \
	VMOVUPD 32(DX), Y5; \
	VMOVUPD 64(DX), Y6; \
	VMOVUPD 96(DX), Y7

#define STORE \
	VMOVUPD Y0, (DI); \
	VMOVUPD Y1, 32(DI); \
	VMOVUPD Y2, 64(DI); \
	VMOVUPD Y3, 96(DI); \
	ADDQ $128, DI; \
	ADDQ R8, SI

#define AGAIN \
	SUBQ $16, CX; \
	JNZ  loop; \
	VZEROUPPER; \
	RET

// FAULT makes an error of X where X or Y is one; T and Y are lost.
#define FAULT(X, Y, A, T) \
	VSUBPD  A, A, T; \
	VSUBPD  Y, Y, Y; \
	VCMPPD  $3, T, Y, Y; \
	VORPD   Y, X, X

// func addAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·addAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	VADDPD (DX), Y0, Y0
	VADDPD 32(DX), Y1, Y1
	VADDPD 64(DX), Y2, Y2
	VADDPD 96(DX), Y3, Y3
	STORE
	ADDQ R9, DX
	AGAIN

// func subtractAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·subtractAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	VSUBPD (DX), Y0, Y0
	VSUBPD 32(DX), Y1, Y1
	VSUBPD 64(DX), Y2, Y2
	VSUBPD 96(DX), Y3, Y3
	STORE
	ADDQ R9, DX
	AGAIN

// func multiplyAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·multiplyAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	VMULPD (DX), Y0, Y0
	VMULPD 32(DX), Y1, Y1
	VMULPD 64(DX), Y2, Y2
	VMULPD 96(DX), Y3, Y3
	STORE
	ADDQ R9, DX
	AGAIN

// func shareAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·shareAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	VDIVPD (DX), Y0, Y0
	VDIVPD 32(DX), Y1, Y1
	VDIVPD 64(DX), Y2, Y2
	VDIVPD 96(DX), Y3, Y3
	STORE
	ADDQ R9, DX
	AGAIN

#define DIVIDED(X, Y) \
	VDIVPD Y, X, X; \
	VSUBPD Y, Y, Y; \
	VCMPPD $3, Y, Y, Y; \
	VORPD  Y, X, X

// func divideAVX2(out, x, y, z *float64, n, sx, sy, sz int)
//
// What is divided by an error is one, which infinity would hide.
TEXT ·divideAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	LOADY
	DIVIDED(Y0, Y4)
	DIVIDED(Y1, Y5)
	DIVIDED(Y2, Y6)
	DIVIDED(Y3, Y7)
	STORE
	ADDQ R9, DX
	AGAIN

// LEAST takes Y where it is less than X, else X, as the instruction does where
// they are equal; errors are looked for after it.
#define LEAST(X, Y) \
	VMINPD X, Y, Y8; \
	FAULT(Y8, Y, X, Y9); \
	VMOVAPD Y8, X

#define LARGEST(X, Y) \
	VMAXPD X, Y, Y8; \
	FAULT(Y8, Y, X, Y9); \
	VMOVAPD Y8, X

// func leastAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·leastAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	LOADY
	LEAST(Y0, Y4)
	LEAST(Y1, Y5)
	LEAST(Y2, Y6)
	LEAST(Y3, Y7)
	STORE
	ADDQ R9, DX
	AGAIN

// func largestAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·largestAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	LOADY
	LARGEST(Y0, Y4)
	LARGEST(Y1, Y5)
	LARGEST(Y2, Y6)
	LARGEST(Y3, Y7)
	STORE
	ADDQ R9, DX
	AGAIN

// CAUGHT takes Y where X is an error.
#define CAUGHT(X, Y) \
	VSUBPD X, X, Y8; \
	VCMPPD $3, Y8, Y8, Y8; \
	VBLENDVPD Y8, Y, X, X

// func catchAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·catchAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	LOADY
	CAUGHT(Y0, Y4)
	CAUGHT(Y1, Y5)
	CAUGHT(Y2, Y6)
	CAUGHT(Y3, Y7)
	STORE
	ADDQ R9, DX
	AGAIN

#define CHOSEN(T, YES, NO) \
	VCMPPD $4, Y15, T, Y8; \
	VBLENDVPD Y8, YES, NO, NO; \
	VSUBPD T, T, T; \
	VCMPPD $3, T, T, T; \
	VORPD  T, NO, T

// func selectAVX2(out, x, y, z *float64, n, sx, sy, sz int)
//
// y where x is not 0, else z; an error where x is one.
TEXT ·selectAVX2(SB), NOSPLIT, $0-64
	TERNARY
	VXORPD Y15, Y15, Y15
loop:
	LOAD
	LOADY
	VMOVUPD (BX), Y9
	VMOVUPD 32(BX), Y10
	VMOVUPD 64(BX), Y11
	VMOVUPD 96(BX), Y12
	CHOSEN(Y0, Y4, Y9)
	CHOSEN(Y1, Y5, Y10)
	CHOSEN(Y2, Y6, Y11)
	CHOSEN(Y3, Y7, Y12)
	STORE
	ADDQ R9, DX
	ADDQ R10, BX
	AGAIN

#define CHOICE(T, YES, NO) \
	VCMPPD $4, Y15, T, T; \
	VBLENDVPD T, YES, NO, T

// func chooseAVX2(out, x, y, z *float64, n, sx, sy, sz int)
//
// The same where x is no error.
TEXT ·chooseAVX2(SB), NOSPLIT, $0-64
	TERNARY
	VXORPD Y15, Y15, Y15
loop:
	LOAD
	LOADY
	VMOVUPD (BX), Y9
	VMOVUPD 32(BX), Y10
	VMOVUPD 64(BX), Y11
	VMOVUPD 96(BX), Y12
	CHOICE(Y0, Y4, Y9)
	CHOICE(Y1, Y5, Y10)
	CHOICE(Y2, Y6, Y11)
	CHOICE(Y3, Y7, Y12)
	STORE
	ADDQ R9, DX
	ADDQ R10, BX
	AGAIN

// func sureLeastAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sureLeastAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	LOADY
	VMINPD Y0, Y4, Y0
	VMINPD Y1, Y5, Y1
	VMINPD Y2, Y6, Y2
	VMINPD Y3, Y7, Y3
	STORE
	ADDQ R9, DX
	AGAIN

// func sureLargestAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·sureLargestAVX2(SB), NOSPLIT, $0-64
	BINARY
loop:
	LOAD
	LOADY
	VMAXPD Y0, Y4, Y0
	VMAXPD Y1, Y5, Y1
	VMAXPD Y2, Y6, Y2
	VMAXPD Y3, Y7, Y3
	STORE
	ADDQ R9, DX
	AGAIN

// TELLING loads what TELL needs. TELL compares four of x (SI) with four of y (DX): Y8
// where x is less, Y6 where both are equal and finite. It leaves the loop where one can
// be told neither by a distance beyond doubt nor by being equal.
#define TELLING \
	VBROADCASTSD ones<>+0(SB), Y13; \
	VBROADCASTSD ones<>+16(SB), Y14; \
	VBROADCASTSD ones<>+24(SB), Y15; \
	XORQ R10, R10

#define TELL \
	VMOVUPD (SI), Y0; \
	VMOVUPD (DX), Y1; \
	VSUBPD Y1, Y0, Y2; \
	VANDPD Y13, Y2, Y2; \
	VANDPD Y13, Y0, Y3; \
	VANDPD Y13, Y1, Y4; \
	VADDPD Y4, Y3, Y3; \
	VMULPD Y15, Y3, Y4; \
	VCMPPD $30, Y4, Y2, Y5; \
	VCMPPD $0, Y1, Y0, Y6; \
	VCMPPD $17, Y14, Y3, Y7; \
	VANDPD Y7, Y6, Y6; \
	VORPD Y6, Y5, Y7; \
	VMOVMSKPD Y7, AX; \
	CMPL AX, $15; \
	JNE stop; \
	VCMPPD $17, Y1, Y0, Y8

// ANSWER writes of Y10 (less), Y11 (equal) and Y12 (greater) what TELL says, and goes on.
#define ANSWER \
	VBLENDVPD Y8, Y10, Y12, Y9; \
	VBLENDVPD Y6, Y11, Y9, Y9; \
	VMOVUPD Y9, (DI); \
	ADDQ $32, DI; \
	ADDQ R8, SI; \
	ADDQ R9, DX

// func compareAVX2(out, x, y *float64, n, sx, sy int, results *[3]float64) (done int)
//
// The results are where x is less, equal and greater. It stops before the first
// four of which one is an error or too near to tell without the digits.
TEXT ·compareAVX2(SB), NOSPLIT, $0-64
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ sx+32(FP), R8
	MOVQ sy+40(FP), R9
	MOVQ results+48(FP), BX
	VBROADCASTSD (BX), Y10
	VBROADCASTSD 8(BX), Y11
	VBROADCASTSD 16(BX), Y12
	TELLING
loop:
	TELL
	ANSWER
	ADDQ $4, R10
	CMPQ R10, CX
	JLT  loop
stop:
	MOVQ R10, done+56(FP)
	VZEROUPPER
	RET

// func whenAVX2(out, x, y, less, equal, greater *float64, n, sx, sy int, strides *[3]int) (done int)
//
// The choice by a comparison of x and y; it stops as compareAVX2 does.
TEXT ·whenAVX2(SB), NOSPLIT, $0-88
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DX
	MOVQ less+24(FP), R11
	MOVQ equal+32(FP), R12
	MOVQ greater+40(FP), R13
	MOVQ n+48(FP), CX
	MOVQ sx+56(FP), R8
	MOVQ sy+64(FP), R9
	MOVQ strides+72(FP), BX
	TELLING
loop:
	TELL
	VMOVUPD (R11), Y10
	VMOVUPD (R12), Y11
	VMOVUPD (R13), Y12
	ANSWER
	ADDQ (BX), R11
	ADDQ 8(BX), R12
	ADDQ 16(BX), R13
	ADDQ $4, R10
	CMPQ R10, CX
	JLT  loop
stop:
	MOVQ R10, done+80(FP)
	VZEROUPPER
	RET

// func roundAVX2(out, x *float64, n int, scale float64) (done int)
//
// x rounded at 1/scale. It stops before the first four of which one is an error, too
// large, or so near the middle that the digits decide.
TEXT ·roundAVX2(SB), NOSPLIT, $0-40
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD scale+24(FP), Y11
	VBROADCASTSD ones<>+0(SB), Y12
	VBROADCASTSD ones<>+8(SB), Y13
	VBROADCASTSD ones<>+32(SB), Y14
	VBROADCASTSD ones<>+40(SB), Y15
	XORQ R10, R10
loop:
	VMOVUPD (SI), Y0
	VANDPD Y12, Y0, Y1
	VMULPD Y11, Y1, Y1      // scaled
	VADDPD Y14, Y1, Y2
	VROUNDPD $9, Y2, Y2     // whole
	VSUBPD Y2, Y1, Y3
	VANDPD Y12, Y3, Y3      // distance
	VMULPD Y15, Y1, Y4
	VSUBPD Y4, Y14, Y4      // that is safe
	VCMPPD $17, Y4, Y3, Y5
	VMOVMSKPD Y5, AX
	CMPL   AX, $15
	JNE    stop
	VDIVPD Y11, Y2, Y2
	VANDPD Y13, Y0, Y0
	VORPD  Y0, Y2, Y2
	VMOVUPD Y2, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $4, R10
	CMPQ R10, CX
	JLT  loop
stop:
	MOVQ R10, done+32(FP)
	VZEROUPPER
	RET

// func negateAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·negateAVX2(SB), NOSPLIT, $0-64
	UNARY
	VBROADCASTSD ones<>+8(SB), Y4
loop:
	LOAD
	VXORPD Y4, Y0, Y0
	VXORPD Y4, Y1, Y1
	VXORPD Y4, Y2, Y2
	VXORPD Y4, Y3, Y3
	STORE
	AGAIN

// func absAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·absAVX2(SB), NOSPLIT, $0-64
	UNARY
	VBROADCASTSD ones<>+0(SB), Y4
loop:
	LOAD
	VANDPD Y4, Y0, Y0
	VANDPD Y4, Y1, Y1
	VANDPD Y4, Y2, Y2
	VANDPD Y4, Y3, Y3
	STORE
	AGAIN

// func floorAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·floorAVX2(SB), NOSPLIT, $0-64
	UNARY
loop:
	LOAD
	VROUNDPD $9, Y0, Y0
	VROUNDPD $9, Y1, Y1
	VROUNDPD $9, Y2, Y2
	VROUNDPD $9, Y3, Y3
	STORE
	AGAIN

// func rootAVX2(out, x, y, z *float64, n, sx, sy, sz int)
TEXT ·rootAVX2(SB), NOSPLIT, $0-64
	UNARY
loop:
	LOAD
	VSQRTPD Y0, Y0
	VSQRTPD Y1, Y1
	VSQRTPD Y2, Y2
	VSQRTPD Y3, Y3
	STORE
	AGAIN
