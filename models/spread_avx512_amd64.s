#include "textflag.h"

// func spreadAVX512(months, starts, weights *float64, rows, n int)
//
// For every row of starts that is not all zero: months[row+j] += row*weights[j],
// then row = 0. Products are rounded before they are added.
TEXT ·spreadAVX512(SB), NOSPLIT, $0-40
	MOVQ months+0(FP), DI
	MOVQ starts+8(FP), SI
	MOVQ weights+16(FP), DX
	MOVQ rows+24(FP), CX
	MOVQ n+32(FP), R8
	VPXORQ Z3, Z3, Z3

row:
	VMOVUPD (SI), Z0
	VPTESTMQ Z0, Z0, K1
	KORTESTB K1, K1
	JZ   next
	VMOVUPD Z3, (SI)
	MOVQ DI, R9
	MOVQ DX, R10
	MOVQ R8, R11

share:
	VMULPD.BCST (R10), Z0, Z1
	VADDPD (R9), Z1, Z1
	VMOVUPD Z1, (R9)
	ADDQ $64, R9
	ADDQ $8, R10
	DECQ R11
	JNZ  share

next:
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  row
	VZEROUPPER
	RET
