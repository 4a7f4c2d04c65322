//go:build !purego

#include "textflag.h"
#include "cubic_amd64.h"

// func line512(dst, x *float64, n int, a, b float64)
// The bits of line, eight at a time.
TEXT ·line512(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSD a+24(FP), Z20
	VBROADCASTSD b+32(FP), Z21
	JMP          test

loop:
	LANES
	VMOVUPD.Z (SI), K7, Z0
	VMULPD    Z0, Z21, Z0
	VADDPD    Z0, Z20, Z0
	VMOVUPD   Z0, K7, (DI)
	ADDQ      $64, SI
	ADDQ      $64, DI
	SUBQ      $8, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET

// func line2(dst, x *float64, n int, a, b float64)
// The same, four at a time; n is a multiple of 4.
TEXT ·line2(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSD a+24(FP), Y2
	VBROADCASTSD b+32(FP), Y3
	JMP          test

loop:
	VMULPD  (SI), Y3, Y0
	VADDPD  Y0, Y2, Y0
	VMOVUPD Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $4, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET

// func scaled2(dst, x *float64, n int, times float64, y *float64)
// The bits of AddScaled, four at a time; n is a multiple of 4.
TEXT ·scaled2(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSD times+24(FP), Y2
	MOVQ         y+32(FP), DX
	JMP          test

loop:
	VMULPD  (DX), Y2, Y0
	VADDPD  (SI), Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ    $32, DX
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $4, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
