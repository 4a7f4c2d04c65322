//go:build !purego

#include "textflag.h"

// func dotAVX2(sums *[16]int32, a, b *int16, n, fit int)
//
// Sixteen products a round. VPMADDWD adds them by pairs into eight sums of 32
// bits. As many rounds as fit are added up in them; the lower and upper halves
// of these are added up apart, so that nothing overflows before 2^19 values. n is a
// multiple of 16, and both are above 0.
TEXT ·dotAVX2(SB), NOSPLIT, $0-40
	MOVQ sums+0(FP), DX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ n+24(FP), CX
	MOVQ fit+32(FP), R8
	SHRQ     $4, CX     // rounds
	VPXOR    Y0, Y0, Y0 // sums of the lower halves
	VPXOR    Y1, Y1, Y1 // sums of the upper halves
	VPCMPEQD Y7, Y7, Y7
	VPSRLD   $16, Y7, Y7

some:
	MOVQ    R8, R9 // rounds that are added up together
	CMPQ    CX, R9
	CMOVQLT CX, R9
	SUBQ    R9, CX
	VPXOR   Y4, Y4, Y4

round:
	VMOVDQU  (SI), Y2
	VPMADDWD (DI), Y2, Y2
	VPADDD   Y2, Y4, Y4
	ADDQ     $32, SI
	ADDQ     $32, DI
	DECQ     R9
	JNZ      round

	VPAND  Y7, Y4, Y3
	VPSRAD $16, Y4, Y4
	VPADDD Y3, Y0, Y0
	VPADDD Y4, Y1, Y1
	TESTQ  CX, CX
	JNZ    some

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VZEROUPPER
	RET
