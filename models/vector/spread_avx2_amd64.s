//go:build !purego

#include "textflag.h"

// func spreadAVX2(months, starts, weights *float64, rows, n int)
//
// For every row of 64 months: row[m] += starts[k]*weights[m-k], k ascending
// through the rows of starts. Products are rounded before they are added. A
// row is taken in two parts of eight vectors.
TEXT ·spreadAVX2(SB), NOSPLIT, $0-40
	MOVQ months+0(FP), DI
	MOVQ starts+8(FP), SI
	MOVQ weights+16(FP), DX
	MOVQ rows+24(FP), R8
	MOVQ n+32(FP), R9
	MOVQ $2, R11
	MOVQ DI, R15
	MOVQ SI, R13

half:
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
	VMOVUPD (DI), Y0
	VMOVUPD 32(DI), Y1
	VMOVUPD 64(DI), Y2
	VMOVUPD 96(DI), Y3
	VMOVUPD 128(DI), Y4
	VMOVUPD 160(DI), Y5
	VMOVUPD 192(DI), Y6
	VMOVUPD 224(DI), Y7

start:
	VBROADCASTSD (R10), Y8
	VMULPD (BX), Y8, Y9
	VMULPD 32(BX), Y8, Y10
	VMULPD 64(BX), Y8, Y11
	VMULPD 96(BX), Y8, Y12
	VADDPD Y9, Y0, Y0
	VADDPD Y10, Y1, Y1
	VADDPD Y11, Y2, Y2
	VADDPD Y12, Y3, Y3
	VMULPD 128(BX), Y8, Y9
	VMULPD 160(BX), Y8, Y10
	VMULPD 192(BX), Y8, Y11
	VMULPD 224(BX), Y8, Y12
	VADDPD Y9, Y4, Y4
	VADDPD Y10, Y5, Y5
	VADDPD Y11, Y6, Y6
	VADDPD Y12, Y7, Y7
	ADDQ $512, BX
	SUBQ $8, R10
	DECQ CX
	JNZ  start

	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	VMOVUPD Y4, 128(DI)
	VMOVUPD Y5, 160(DI)
	VMOVUPD Y6, 192(DI)
	VMOVUPD Y7, 224(DI)
	ADDQ $512, DI
	INCQ AX
	CMPQ AX, R12
	JLT  month
	LEAQ 256(R15), DI
	LEAQ 256(R13), SI
	DECQ R11
	JNZ  half
	VZEROUPPER
	RET
