//go:build !purego

#include "textflag.h"

// func valuesAVX2(f, x, flows *float64, n, step int)
//
// The polynomial of value at 24 places: for n flows, step apart in bytes, f = f*x + flow,
// the product rounded before the flow is added.
TEXT ·valuesAVX2(SB), NOSPLIT, $0-40
	MOVQ    f+0(FP), DI
	MOVQ    x+8(FP), SI
	MOVQ    flows+16(FP), DX
	MOVQ    n+24(FP), CX
	MOVQ    step+32(FP), BX
	VMOVUPD (SI), Y8
	VMOVUPD 32(SI), Y9
	VMOVUPD 64(SI), Y10
	VMOVUPD 96(SI), Y11
	VMOVUPD 128(SI), Y12
	VMOVUPD 160(SI), Y13
	VXORPD  Y0, Y0, Y0
	VXORPD  Y1, Y1, Y1
	VXORPD  Y2, Y2, Y2
	VXORPD  Y3, Y3, Y3
	VXORPD  Y4, Y4, Y4
	VXORPD  Y5, Y5, Y5

flow:
	VBROADCASTSD (DX), Y7
	VMULPD       Y8, Y0, Y0
	VMULPD       Y9, Y1, Y1
	VMULPD       Y10, Y2, Y2
	VMULPD       Y11, Y3, Y3
	VMULPD       Y12, Y4, Y4
	VMULPD       Y13, Y5, Y5
	VADDPD       Y7, Y0, Y0
	VADDPD       Y7, Y1, Y1
	VADDPD       Y7, Y2, Y2
	VADDPD       Y7, Y3, Y3
	VADDPD       Y7, Y4, Y4
	VADDPD       Y7, Y5, Y5
	ADDQ         BX, DX
	DECQ         CX
	JNZ          flow

	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	VMOVUPD Y4, 128(DI)
	VMOVUPD Y5, 160(DI)
	VZEROUPPER
	RET
