//go:build !purego

#include "textflag.h"

// func atLeastAVX512(x *float64, limit float64, n int) uint64
//
// Bit j, of n from 1 to 64: x[j] >= limit, false for NaN.
TEXT ·atLeastAVX512(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	VBROADCASTSD limit+8(FP), Z0
	MOVQ n+16(FP), CX
	MOVQ $-1, R8
	NEGQ CX
	ADDQ $64, CX
	SHRQ CX, R8 // numbers to come
	XORQ CX, CX
	XORQ AX, AX

eight:
	KMOVB R8, K1
	VMOVUPD.Z (SI), K1, Z1
	VCMPPD $13, Z0, Z1, K1, K2 // greater or equal, ordered
	KMOVB K2, DX
	SHLQ CX, DX
	ORQ  DX, AX
	ADDQ $8, CX
	ADDQ $64, SI
	SHRQ $8, R8
	JNZ  eight
	VZEROUPPER
	MOVQ AX, ret+24(FP)
	RET
