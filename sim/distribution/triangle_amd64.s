//go:build !purego

#include "textflag.h"
#include "go_asm.h"
#include "cubic_amd64.h"

// func triangle512(dst, u *float64, n int, sides *[2]triangleSide, cut float64)
// The bits of triangle, eight at a time.
TEXT ·triangle512(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         u+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         sides+24(FP), AX
	VBROADCASTSD cut+32(FP), Z20
	VBROADCASTSD triangleSide_from(AX), Z21
	VBROADCASTSD triangleSide_root(AX), Z22
	VBROADCASTSD triangleSide_start(AX), Z23
	VBROADCASTSD triangleSide_sign(AX), Z24
	VBROADCASTSD triangleSide__size+triangleSide_from(AX), Z25
	VBROADCASTSD triangleSide__size+triangleSide_root(AX), Z26
	VBROADCASTSD triangleSide__size+triangleSide_start(AX), Z27
	VBROADCASTSD triangleSide__size+triangleSide_sign(AX), Z28
	JMP          test

loop:
	LANES
	VMOVUPD.Z (SI), K7, Z0
	VSUBPD    Z0, Z20, Z1
	VPMOVQ2M  Z1, K1           // above the mode
	VBLENDMPD Z28, Z24, K1, Z2
	VMULPD    Z0, Z2, Z2
	VBLENDMPD Z27, Z23, K1, Z3
	VADDPD    Z2, Z3, Z2
	VSQRTPD   Z2, Z2
	VBLENDMPD Z26, Z22, K1, Z3
	VMULPD    Z2, Z3, Z2
	VBLENDMPD Z25, Z21, K1, Z3
	VADDPD    Z2, Z3, Z2
	VMOVUPD   Z2, K7, (DI)
	ADDQ      $64, SI
	ADDQ      $64, DI
	SUBQ      $8, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
