//go:build !purego

#include "textflag.h"

// func units512(dst *float64, n int)
// Unit of n words in place.
TEXT ·units512(SB), NOSPLIT, $0-16
	MOVQ         dst+0(FP), DI
	MOVQ         n+8(FP), CX
	MOVQ         $0x3fe0000000000000, R8 // 1/2
	VPBROADCASTQ R8, Z1
	MOVQ         $0x3cb0000000000000, R8 // 2^-52
	VPBROADCASTQ R8, Z2
	JMP          test

loop:
	MOVQ        $8, R8       // the lanes of this turn
	CMPQ        CX, R8
	CMOVQLT     CX, R8
	MOVQ        $-1, R9
	BZHIQ       R8, R9, R9
	KMOVB       R9, K1
	VMOVDQU64.Z (DI), K1, Z0
	VPSRLQ      $12, Z0, Z0
	VCVTUQQ2PD  Z0, Z0
	VADDPD      Z1, Z0, Z0
	VMULPD      Z2, Z0, Z0
	VMOVUPD     Z0, K1, (DI)
	ADDQ        $64, DI
	SUBQ        $8, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET

// func units2(dst *float64, n int)
// The same, four at a time; n is a multiple of 4. The upper 52 bits are the fraction of
// a number in [1,2), from which 1 less half a cell is taken without rounding.
TEXT ·units2(SB), NOSPLIT, $0-16
	MOVQ         dst+0(FP), DI
	MOVQ         n+8(FP), CX
	MOVQ         $0x3ff0000000000000, R8 // 1
	VMOVQ        R8, X1
	VPBROADCASTQ X1, Y1
	MOVQ         $0x3fefffffffffffff, R8 // 1 - 2^-53
	VMOVQ        R8, X2
	VPBROADCASTQ X2, Y2
	JMP          test4

loop4:
	VMOVDQU (DI), Y0
	VPSRLQ  $12, Y0, Y0
	VPOR    Y1, Y0, Y0
	VSUBPD  Y2, Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ    $32, DI
	SUBQ    $4, CX

test4:
	CMPQ CX, $0
	JGT  loop4
	VZEROUPPER
	RET
