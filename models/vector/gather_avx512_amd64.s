//go:build !purego

#include "textflag.h"

DATA oneMonth<>+0(SB)/8, $1.0
GLOBL oneMonth<>(SB), RODATA|NOPTR, $8

// func gatherAVX512(rows, total, amount, shift *float64, scale, planned, first float64, n int, want uint64, amountAhead, shiftAhead *float64) (rest uint64)
//
// For every eight scenarios: a = amount*scale; for each of n rows, the months
// from first on, row += a in the scenarios wanted where planned+shift is the
// month; total += a in all that were added. Those wanted and not added are in
// rest.
TEXT ·gatherAVX512(SB), NOSPLIT, $0-96
	MOVQ rows+0(FP), DI
	MOVQ total+8(FP), SI
	MOVQ amount+16(FP), DX
	MOVQ shift+24(FP), BX
	VBROADCASTSD scale+32(FP), Z10
	VBROADCASTSD planned+40(FP), Z11
	VBROADCASTSD first+48(FP), Z12
	VBROADCASTSD oneMonth<>(SB), Z13
	MOVQ n+56(FP), R8
	MOVQ want+64(FP), R11 // of the scenarios to come
	MOVQ amountAhead+72(FP), R9
	MOVQ shiftAhead+80(FP), R10
	XORQ CX, CX // scenarios done
	XORQ R12, R12 // those added

eight:
	PREFETCHT0 (R9)
	PREFETCHT0 (R10)
	KMOVB R11, K1
	VMULPD.Z (DX), Z10, K1, Z0
	VADDPD.Z (BX), Z11, K1, Z1
	VMOVAPD Z12, Z2
	KXORB K3, K3, K3
	MOVQ DI, R13
	MOVQ R8, AX

row:
	VCMPPD $0, Z2, Z1, K1, K2
	VMOVUPD (R13), Z3
	VADDPD Z0, Z3, K2, Z3
	VMOVUPD Z3, (R13)
	KORB K2, K3, K3
	VADDPD Z13, Z2, Z2
	ADDQ $512, R13
	DECQ AX
	JNZ  row

	VMOVUPD (SI), Z3
	VADDPD Z0, Z3, K3, Z3
	VMOVUPD Z3, (SI)
	KMOVB K3, AX
	SHLQ CX, AX
	ORQ  AX, R12
	ADDQ $8, CX
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, BX
	ADDQ $64, DI
	ADDQ $64, R9
	ADDQ $64, R10
	SHRQ $8, R11
	JNZ  eight
	VZEROUPPER
	NOTQ R12
	ANDQ want+64(FP), R12
	MOVQ R12, rest+88(FP)
	RET
