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
