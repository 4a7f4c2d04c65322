//go:build !purego

#include "textflag.h"
#include "cubic_amd64.h"

// func steps512(dst, u *float64, n int, x, cumulated *float64, last int)
// The bits of steps, 32 at a time: every step that u is above puts its value
// in the place of the one before.
TEXT ·steps512(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         u+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         x+24(FP), AX
	MOVQ         cumulated+32(FP), BX
	MOVQ         last+40(FP), DX
	VBROADCASTSD (AX), Z31
	JMP          test32

loop32:
	VMOVUPD (SI), Z0
	VMOVUPD 64(SI), Z1
	VMOVUPD 128(SI), Z2
	VMOVUPD 192(SI), Z3
	VMOVAPD Z31, Z4
	VMOVAPD Z31, Z5
	VMOVAPD Z31, Z6
	VMOVAPD Z31, Z7
	XORQ    R10, R10

step32:
	VBROADCASTSD (BX)(R10*8), Z8
	VBROADCASTSD 8(AX)(R10*8), Z9
	VCMPPD       $1, Z0, Z8, K1
	VCMPPD       $1, Z1, Z8, K2
	VCMPPD       $1, Z2, Z8, K3
	VCMPPD       $1, Z3, Z8, K4
	VMOVAPD      Z9, K1, Z4
	VMOVAPD      Z9, K2, Z5
	VMOVAPD      Z9, K3, Z6
	VMOVAPD      Z9, K4, Z7
	INCQ         R10
	CMPQ         R10, DX
	JLT          step32
	VMOVUPD      Z4, (DI)
	VMOVUPD      Z5, 64(DI)
	VMOVUPD      Z6, 128(DI)
	VMOVUPD      Z7, 192(DI)
	ADDQ         $256, SI
	ADDQ         $256, DI
	SUBQ         $32, CX

test32:
	CMPQ CX, $32
	JGE  loop32
	JMP  test

loop:
	LANES
	VMOVUPD.Z (SI), K7, Z0
	VMOVAPD   Z31, Z4
	XORQ      R10, R10

step:
	VBROADCASTSD (BX)(R10*8), Z8
	VCMPPD       $1, Z0, Z8, K1
	VBROADCASTSD 8(AX)(R10*8), K1, Z4
	INCQ         R10
	CMPQ         R10, DX
	JLT          step
	VMOVUPD      Z4, K7, (DI)
	ADDQ         $64, SI
	ADDQ         $64, DI
	SUBQ         $8, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
