//go:build !purego

#include "textflag.h"

// func indexAVX2(dst *uint16, x *float64, n int, lo, scale, top float64) (nan int)
//
// Eight values a round: (v-lo)*scale, cut off to a whole number from 0 to top.
// VMAXPD gives the zero where a value is NaN; that there was one is in nan, not
// 0 then. n is a multiple of 8, above 0.
TEXT ·indexAVX2(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD lo+24(FP), Y8
	VBROADCASTSD scale+32(FP), Y9
	VBROADCASTSD top+40(FP), Y10
	VXORPD       Y11, Y11, Y11
	VXORPD       Y12, Y12, Y12

round:
	VMOVUPD     (SI), Y0
	VMOVUPD     32(SI), Y1
	VCMPPD      $3, Y1, Y0, Y2
	VSUBPD      Y8, Y0, Y0
	VSUBPD      Y8, Y1, Y1
	VORPD       Y2, Y12, Y12
	VMULPD      Y9, Y0, Y0
	VMULPD      Y9, Y1, Y1
	VMAXPD      Y11, Y0, Y0
	VMAXPD      Y11, Y1, Y1
	VMINPD      Y10, Y0, Y0
	VMINPD      Y10, Y1, Y1
	VCVTTPD2DQY Y0, X0
	VCVTTPD2DQY Y1, X1
	VPACKUSDW   X1, X0, X0
	VMOVDQU     X0, (DI)
	ADDQ        $64, SI
	ADDQ        $16, DI
	SUBQ        $8, CX
	JNZ         round

	VMOVMSKPD Y12, AX
	MOVQ      AX, nan+48(FP)
	VZEROUPPER
	RET
