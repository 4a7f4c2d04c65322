//go:build !purego

#include "textflag.h"

// func dotAVX2(a, b *int16, n, fit int) int64
//
// Sixteen products a round. VPMADDWD adds them by pairs into eight sums of 32
// bits. As many rounds as fit are added up in them; the lower and upper halves
// of these are added up apart, so that nothing overflows before 2^19 values. n is a
// multiple of 16, and both are above 0.
TEXT ·dotAVX2(SB), NOSPLIT, $0-40
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ fit+24(FP), R8
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
	SUBQ    $4, R9
	JLT     few

four:
	VMOVDQU  (SI), Y2
	VPMADDWD (DI), Y2, Y2
	VMOVDQU  32(SI), Y3
	VPMADDWD 32(DI), Y3, Y3
	VMOVDQU  64(SI), Y5
	VPMADDWD 64(DI), Y5, Y5
	VMOVDQU  96(SI), Y6
	VPMADDWD 96(DI), Y6, Y6
	VPADDD   Y3, Y2, Y2
	VPADDD   Y6, Y5, Y5
	VPADDD   Y2, Y4, Y4
	VPADDD   Y5, Y4, Y4
	ADDQ     $128, SI
	ADDQ     $128, DI
	SUBQ     $4, R9
	JGE      four

few:
	ADDQ $4, R9
	JZ   fold

round:
	VMOVDQU  (SI), Y2
	VPMADDWD (DI), Y2, Y2
	VPADDD   Y2, Y4, Y4
	ADDQ     $32, SI
	ADDQ     $32, DI
	DECQ     R9
	JNZ      round

fold:
	VPAND  Y7, Y4, Y3
	VPSRAD $16, Y4, Y4
	VPADDD Y3, Y0, Y0
	VPADDD Y4, Y1, Y1
	TESTQ  CX, CX
	JNZ    some

	// The lower halves are not negative; both are added up in 64 bits.
	VEXTRACTI128 $1, Y0, X2
	VEXTRACTI128 $1, Y1, X3
	VPMOVZXDQ    X0, Y0
	VPMOVZXDQ    X2, Y2
	VPMOVSXDQ    X1, Y1
	VPMOVSXDQ    X3, Y3
	VPADDQ       Y2, Y0, Y0
	VPADDQ       Y3, Y1, Y1
	VPSLLQ       $16, Y1, Y1
	VPADDQ       Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X2
	VPADDQ       X2, X0, X0
	VPSRLDQ      $8, X0, X2
	VPADDQ       X2, X0, X0
	VMOVQ        X0, AX
	VZEROUPPER
	MOVQ         AX, ret+32(FP)
	RET
