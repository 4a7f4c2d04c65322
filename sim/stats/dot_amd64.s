//go:build !purego

#include "textflag.h"

// func dotAVX2(sums *[16]int32, a, b *int16, n int)
//
// Sixteen products a round. VPMADDWD adds them by pairs into eight sums of 32
// bits; their lower and upper halves are added up apart, so that nothing
// overflows before 2^19 values. n is a multiple of 16, above 0.
TEXT ·dotAVX2(SB), NOSPLIT, $0-32
	MOVQ sums+0(FP), DX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ n+24(FP), CX
	VPXOR    Y0, Y0, Y0 // sums of the lower halves
	VPXOR    Y1, Y1, Y1 // sums of the upper halves
	VPCMPEQD Y7, Y7, Y7
	VPSRLD   $16, Y7, Y7

round:
	VMOVDQU  (SI), Y2
	VPMADDWD (DI), Y2, Y2
	VPAND    Y7, Y2, Y3
	VPSRAD   $16, Y2, Y2
	VPADDD   Y3, Y0, Y0
	VPADDD   Y2, Y1, Y1
	ADDQ     $32, SI
	ADDQ     $32, DI
	SUBQ     $16, CX
	JNZ      round

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VZEROUPPER
	RET
