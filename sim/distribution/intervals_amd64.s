//go:build !purego

#include "textflag.h"

#define FOUR(name, bits)                        \
	DATA name<>+0(SB)/8, $bits              \
	DATA name<>+8(SB)/8, $bits              \
	DATA name<>+16(SB)/8, $bits             \
	DATA name<>+24(SB)/8, $bits             \
	GLOBL name<>(SB), RODATA|NOPTR, $32

FOUR(first, 0x3ca0000000000000) // firstPlace
FOUR(last, 0x3fefffffffffffff)  // below1

// INTO puts the start of the interval behind a cut, and 1 by its length, in Y14 and Y15,
// in the place of those before it where x is not below the cut, in Y12. Uses Y13.
#define INTO(x, start, per)                     \
	VCMPPD    $13, Y12, x, Y13              \
	VBLENDVPD Y13, Y14, start, start        \
	VBLENDVPD Y13, Y15, per, per

// PLACE puts the place of x in its interval at at(DI).
#define PLACE(x, start, per, at)                \
	VSUBPD  start, x, x                     \
	VMULPD  per, x, x                       \
	VMAXPD  x, Y12, x                       \
	VMINPD  x, Y13, x                       \
	VMOVUPD x, at(DI)

// func intervals2(dst, u *float64, n int, cuts, start, per *float64, count int)
// The bits of Intervals.portable, 16 at a time; n is a multiple of 16.
TEXT ·intervals2(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ u+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ cuts+24(FP), AX
	MOVQ start+32(FP), BX
	MOVQ per+40(FP), DX
	MOVQ count+48(FP), R8
	JMP  test

loop:
	VMOVUPD      (SI), Y0
	VMOVUPD      32(SI), Y1
	VMOVUPD      64(SI), Y2
	VMOVUPD      96(SI), Y3
	VBROADCASTSD (BX), Y4
	VMOVAPD      Y4, Y5
	VMOVAPD      Y4, Y6
	VMOVAPD      Y4, Y7
	VBROADCASTSD (DX), Y8
	VMOVAPD      Y8, Y9
	VMOVAPD      Y8, Y10
	VMOVAPD      Y8, Y11
	XORQ         R9, R9
	JMP          more

cut:
	VBROADCASTSD (AX)(R9*8), Y12
	VBROADCASTSD 8(BX)(R9*8), Y14
	VBROADCASTSD 8(DX)(R9*8), Y15
	INTO(Y0, Y4, Y8)
	INTO(Y1, Y5, Y9)
	INTO(Y2, Y6, Y10)
	INTO(Y3, Y7, Y11)
	INCQ         R9

more:
	CMPQ    R9, R8
	JLT     cut
	VMOVUPD first<>(SB), Y12
	VMOVUPD last<>(SB), Y13
	PLACE(Y0, Y4, Y8, 0)
	PLACE(Y1, Y5, Y9, 32)
	PLACE(Y2, Y6, Y10, 64)
	PLACE(Y3, Y7, Y11, 96)
	ADDQ    $128, SI
	ADDQ    $128, DI
	SUBQ    $16, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
