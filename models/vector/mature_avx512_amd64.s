//go:build !purego

#include "textflag.h"

// func matureAVX512(dst, z, curve *float64, n int, level, sd float64)
//
// dst = (level*curve) * by, where by is 1+sd*z, or 0 where that is negative.
// Every product is rounded before it is used.
TEXT ·matureAVX512(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ curve+16(FP), DX
	MOVQ n+24(FP), R8
	VBROADCASTSD level+32(FP), Z10
	VBROADCASTSD sd+40(FP), Z11
	MOVQ $0x3FF0000000000000, AX
	VPBROADCASTQ AX, Z12
	VPXORQ Z13, Z13, Z13
	MOVL $0xFF, AX
	KMOVW AX, K1

months:
	CMPQ R8, $8
	JGE  eight
	MOVQ R8, CX // the last few
	MOVL $1, AX
	SHLL CX, AX
	DECL AX
	JZ   done
	KMOVW AX, K1

eight:
	VMOVUPD.Z (SI), K1, Z0
	VMULPD Z11, Z0, Z0
	VADDPD Z12, Z0, Z0
	VCMPPD $17, Z13, Z0, K2
	VMOVAPD Z13, K2, Z0
	VMOVUPD.Z (DX), K1, Z1
	VMULPD Z10, Z1, Z1
	VMULPD Z0, Z1, Z1
	VMOVUPD Z1, K1, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	SUBQ $8, R8
	JGT  months

done:
	VZEROUPPER
	RET
