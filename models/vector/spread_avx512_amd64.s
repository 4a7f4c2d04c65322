//go:build !purego

#include "textflag.h"

// func spreadAVX512(months, starts, weights *float64, rows, n int)
//
// For every row of 64 months: row[m] += starts[k]*weights[m-k], k ascending
// through the rows of starts. Products are rounded before they are added. A
// row is taken in one part of eight vectors.
TEXT ·spreadAVX512(SB), NOSPLIT, $0-40
	MOVQ months+0(FP), DI
	MOVQ starts+8(FP), SI
	MOVQ weights+16(FP), DX
	MOVQ rows+24(FP), R8
	MOVQ n+32(FP), R9
	XORQ AX, AX // m
	LEAQ -1(R8)(R9*1), R12 // rows of months

month:
	MOVQ AX, BX
	SUBQ R9, BX
	INCQ BX // first start that reaches m
	XORQ CX, CX
	TESTQ BX, BX
	CMOVQLT CX, BX
	MOVQ AX, CX
	INCQ CX
	CMPQ CX, R8
	CMOVQGT R8, CX
	SUBQ BX, CX // starts that reach m
	MOVQ AX, R10
	SUBQ BX, R10
	LEAQ (DX)(R10*8), R10 // weight of the first
	SHLQ $9, BX
	ADDQ SI, BX
	VMOVUPD (DI), Z0
	VMOVUPD 64(DI), Z1
	VMOVUPD 128(DI), Z2
	VMOVUPD 192(DI), Z3
	VMOVUPD 256(DI), Z4
	VMOVUPD 320(DI), Z5
	VMOVUPD 384(DI), Z6
	VMOVUPD 448(DI), Z7

start:
	VBROADCASTSD (R10), Z8
	VMULPD (BX), Z8, Z9
	VMULPD 64(BX), Z8, Z10
	VMULPD 128(BX), Z8, Z11
	VMULPD 192(BX), Z8, Z12
	VADDPD Z9, Z0, Z0
	VADDPD Z10, Z1, Z1
	VADDPD Z11, Z2, Z2
	VADDPD Z12, Z3, Z3
	VMULPD 256(BX), Z8, Z9
	VMULPD 320(BX), Z8, Z10
	VMULPD 384(BX), Z8, Z11
	VMULPD 448(BX), Z8, Z12
	VADDPD Z9, Z4, Z4
	VADDPD Z10, Z5, Z5
	VADDPD Z11, Z6, Z6
	VADDPD Z12, Z7, Z7
	ADDQ $512, BX
	SUBQ $8, R10
	DECQ CX
	JNZ  start

	VMOVUPD Z0, (DI)
	VMOVUPD Z1, 64(DI)
	VMOVUPD Z2, 128(DI)
	VMOVUPD Z3, 192(DI)
	VMOVUPD Z4, 256(DI)
	VMOVUPD Z5, 320(DI)
	VMOVUPD Z6, 384(DI)
	VMOVUPD Z7, 448(DI)
	ADDQ $512, DI
	INCQ AX
	CMPQ AX, R12
	JLT  month
	VZEROUPPER
	RET
