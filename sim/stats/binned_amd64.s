//go:build !purego

#include "textflag.h"

// func binsAVX2(dst *uint16, x *float64, n int, lo, inverse, top float64)
//
// Eight values a round: (v-lo)*inverse, cut off to 0 and top and to a whole number, and
// one more but where it was below 0. n is a multiple of 8, above 0.
TEXT ·binsAVX2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD lo+24(FP), Y8
	VBROADCASTSD inverse+32(FP), Y9
	VBROADCASTSD top+40(FP), Y10
	VXORPD       Y11, Y11, Y11
	MOVQ         $0x3FF0000000000000, AX
	MOVQ         AX, X12
	VBROADCASTSD X12, Y12

round:
	VMOVUPD     (SI), Y0
	VMOVUPD     32(SI), Y1
	VSUBPD      Y8, Y0, Y0
	VSUBPD      Y8, Y1, Y1
	VMULPD      Y9, Y0, Y0
	VMULPD      Y9, Y1, Y1
	VCMPPD      $1, Y11, Y0, Y2
	VCMPPD      $1, Y11, Y1, Y3
	VMAXPD      Y11, Y0, Y0
	VMAXPD      Y11, Y1, Y1
	VMINPD      Y10, Y0, Y0
	VMINPD      Y10, Y1, Y1
	VROUNDPD    $3, Y0, Y0
	VROUNDPD    $3, Y1, Y1
	VADDPD      Y12, Y0, Y0
	VADDPD      Y12, Y1, Y1
	VANDNPD     Y0, Y2, Y0
	VANDNPD     Y1, Y3, Y1
	VCVTTPD2DQY Y0, X0
	VCVTTPD2DQY Y1, X1
	VPACKUSDW   X1, X0, X0
	VMOVDQU     X0, (DI)
	ADDQ        $64, SI
	ADDQ        $16, DI
	SUBQ        $8, CX
	JNZ         round

	VZEROUPPER
	RET

// func spreadAVX2(s *spread, x *float64, n int, shift float64)
//
// Four values a round, each into sums of its own, with the operations of addGo and in
// their order. n is a multiple of 4, above 0.
TEXT ·spreadAVX2(SB), NOSPLIT, $0-32
	MOVQ s+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD shift+24(FP), Y8
	VMOVUPD (DI), Y0
	VMOVUPD 32(DI), Y1
	VMOVUPD 64(DI), Y2
	VMOVUPD 96(DI), Y3

round:
	VMOVUPD (SI), Y4
	VSUBPD  Y8, Y4, Y5
	VMINPD  Y2, Y4, Y2
	VMAXPD  Y3, Y4, Y3
	VADDPD  Y5, Y0, Y0
	VMULPD  Y5, Y5, Y6
	VADDPD  Y6, Y1, Y1
	ADDQ    $32, SI
	SUBQ    $4, CX
	JNZ     round

	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	VZEROUPPER
	RET
