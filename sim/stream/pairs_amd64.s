//go:build !purego

#include "textflag.h"

// ROUND is a round of Philox on the registers c0 to c3, which come out as c3,
// c0, c1, c2: the next round names them in that order. R8 and R9 hold the
// multipliers, R10 the schedule; DX and R11 are used up.
#define ROUND(k, c0, c1, c2, c3) \
	MOVQ  c0, DX                 \
	MULXQ R8, c0, R11            \
	XORQ  R11, c3                \
	MOVQ  c2, DX                 \
	MULXQ R9, c2, R11            \
	XORQ  R11, c1                \
	XORQ  (16*k)(R10), c1        \
	XORQ  (16*k+8)(R10), c3

// ROUNDS is the same round of both blocks.
#define ROUNDS(k, a0, a1, a2, a3, b0, b1, b2, b3) \
	ROUND(k, a0, a1, a2, a3)                      \
	ROUND(k, b0, b1, b2, b3)

// func pairs2(dst *uint64, pairs int, k *schedule, c, x, y uint64)
// The words of the blocks c, c+1, ..., two blocks at a time: one multiplies
// while the other waits for its product.
TEXT ·pairs2(SB), NOSPLIT, $8-48
	MOVQ dst+0(FP), DI
	MOVQ k+16(FP), R10
	MOVQ $0xD2E7470EE14C6C93, R8
	MOVQ $0xCA5A826395121157, R9
	MOVQ pairs+8(FP), AX
	JMP  test

loop:
	MOVQ   AX, left-8(SP)
	MOVQ   c+24(FP), AX
	LEAQ   1(AX), R12
	LEAQ   2(AX), BX
	MOVQ   BX, c+24(FP)
	MOVQ   x+32(FP), BX
	MOVQ   BX, R13
	MOVQ   y+40(FP), CX
	MOVQ   CX, R15
	XORL   SI, SI
	XORL   BP, BP
	ROUNDS(0, AX, BX, CX, SI, R12, R13, R15, BP)
	ROUNDS(1, BX, CX, SI, AX, R13, R15, BP, R12)
	ROUNDS(2, CX, SI, AX, BX, R15, BP, R12, R13)
	ROUNDS(3, SI, AX, BX, CX, BP, R12, R13, R15)
	ROUNDS(4, AX, BX, CX, SI, R12, R13, R15, BP)
	ROUNDS(5, BX, CX, SI, AX, R13, R15, BP, R12)
	ROUNDS(6, CX, SI, AX, BX, R15, BP, R12, R13)
	MOVQ   SI, (DI)
	MOVQ   AX, 8(DI)
	MOVQ   BX, 16(DI)
	MOVQ   CX, 24(DI)
	MOVQ   BP, 32(DI)
	MOVQ   R12, 40(DI)
	MOVQ   R13, 48(DI)
	MOVQ   R15, 56(DI)
	ADDQ   $64, DI
	MOVQ   left-8(SP), AX
	DECQ   AX

test:
	CMPQ AX, $0
	JGT  loop
	RET
