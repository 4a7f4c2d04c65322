#include "textflag.h"

// func spreadAVX2(months, starts, weights *float64, rows, n int)
//
// For every row of starts that is not all zero: months[row+j] += row*weights[j],
// then row = 0. Products are rounded before they are added.
TEXT ·spreadAVX2(SB), NOSPLIT, $0-40
	MOVQ months+0(FP), DI
	MOVQ starts+8(FP), SI
	MOVQ weights+16(FP), DX
	MOVQ rows+24(FP), CX
	MOVQ n+32(FP), R8
	VPXOR Y6, Y6, Y6

row:
	VMOVUPD (SI), Y0
	VMOVUPD 32(SI), Y1
	VPOR Y0, Y1, Y2
	VPTEST Y2, Y2
	JZ   next
	VMOVUPD Y6, (SI)
	VMOVUPD Y6, 32(SI)
	MOVQ DI, R9
	MOVQ DX, R10
	MOVQ R8, R11

share:
	VBROADCASTSD (R10), Y2
	VMULPD Y2, Y0, Y3
	VMULPD Y2, Y1, Y4
	VADDPD (R9), Y3, Y3
	VADDPD 32(R9), Y4, Y4
	VMOVUPD Y3, (R9)
	VMOVUPD Y4, 32(R9)
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
