//go:build !purego

#include "textflag.h"

// Rows of n months, a multiple of four that is not zero.

DATA unsigned<>+0(SB)/8, $0x7FFFFFFFFFFFFFFF
GLOBL unsigned<>(SB), RODATA|NOPTR, $8

// func addAVX2(dst, x *float64, n int)
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX

eight:
	SUBQ    $8, CX
	JLT     four
	VMOVUPD (DI), Y0
	VMOVUPD 32(DI), Y1
	VADDPD  (SI), Y0, Y0
	VADDPD  32(SI), Y1, Y1
	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	ADDQ    $64, DI
	ADDQ    $64, SI
	JMP     eight

four:
	ADDQ    $8, CX
	JZ      done
	VMOVUPD (DI), Y0
	VADDPD  (SI), Y0, Y0
	VMOVUPD Y0, (DI)

done:
	VZEROUPPER
	RET

// func multiplyAVX2(dst, x *float64, n int)
TEXT ·multiplyAVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX

four:
	VMOVUPD (DI), Y0
	VMULPD  (SI), Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ    $32, DI
	ADDQ    $32, SI
	SUBQ    $4, CX
	JNZ     four
	VZEROUPPER
	RET

// func netAVX2(ncf, profit, collected, paid, vat *float64, n int)
TEXT ·netAVX2(SB), NOSPLIT, $0-48
	MOVQ ncf+0(FP), DI
	MOVQ profit+8(FP), R8
	MOVQ collected+16(FP), SI
	MOVQ paid+24(FP), DX
	MOVQ vat+32(FP), BX
	MOVQ n+40(FP), CX
	XORQ AX, AX

four:
	VMOVUPD (SI)(AX*8), Y0
	VSUBPD  (DX)(AX*8), Y0, Y0
	VADDPD  (BX)(AX*8), Y0, Y1
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y1, (R8)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     four
	VZEROUPPER
	RET

// func absSumAVX2(x, y *float64, n int, sum *[4]float64)
TEXT ·absSumAVX2(SB), NOSPLIT, $0-32
	MOVQ         x+0(FP), SI
	MOVQ         y+8(FP), DX
	MOVQ         n+16(FP), CX
	MOVQ         sum+24(FP), DI
	VBROADCASTSD unsigned<>(SB), Y3
	VXORPD       Y0, Y0, Y0

four:
	VANDPD (SI), Y3, Y1
	VANDPD (DX), Y3, Y2
	VADDPD Y2, Y1, Y1
	VADDPD Y1, Y0, Y0
	ADDQ   $32, SI
	ADDQ   $32, DX
	SUBQ   $4, CX
	JNZ    four
	VMOVUPD Y0, (DI)
	VZEROUPPER
	RET

// func clearBelowAVX2(x *float64, n int, tiny float64)
TEXT ·clearBelowAVX2(SB), NOSPLIT, $0-24
	MOVQ         x+0(FP), DI
	MOVQ         n+8(FP), CX
	VBROADCASTSD tiny+16(FP), Y2
	VBROADCASTSD unsigned<>(SB), Y3

four:
	VMOVUPD (DI), Y0
	VANDPD  Y3, Y0, Y1
	VCMPPD  $5, Y2, Y1, Y1 // not less than
	VANDPD  Y1, Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ    $32, DI
	SUBQ    $4, CX
	JNZ     four
	VZEROUPPER
	RET

// func leastAVX2(x *float64, n int, low *[4]float64)
TEXT ·leastAVX2(SB), NOSPLIT, $0-24
	MOVQ    x+0(FP), SI
	MOVQ    n+8(FP), CX
	MOVQ    low+16(FP), DI
	VMOVUPD (DI), Y0

four:
	VMOVUPD (SI), Y1
	VMINPD  Y0, Y1, Y0 // what was, where x is no number
	ADDQ    $32, SI
	SUBQ    $4, CX
	JNZ     four
	VMOVUPD Y0, (DI)
	VZEROUPPER
	RET

// func matureAVX2(dst, z, curve *float64, n int, level, sd float64)
//
// dst = (level*curve) * by, where by is 1+sd*z, or 0 where that is negative.
// Every product is rounded before it is used.
TEXT ·matureAVX2(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         z+8(FP), SI
	MOVQ         curve+16(FP), DX
	MOVQ         n+24(FP), CX
	VBROADCASTSD level+32(FP), Y10
	VBROADCASTSD sd+40(FP), Y11
	MOVQ         $0x3FF0000000000000, AX
	VMOVQ        AX, X12
	VBROADCASTSD X12, Y12
	VXORPD       Y13, Y13, Y13

four:
	VMULPD  (SI), Y11, Y0
	VADDPD  Y12, Y0, Y0
	VCMPPD  $5, Y13, Y0, Y2 // not less than 0
	VANDPD  Y2, Y0, Y0
	VMULPD  (DX), Y10, Y1
	VMULPD  Y0, Y1, Y1
	VMOVUPD Y1, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DX
	ADDQ    $32, DI
	SUBQ    $4, CX
	JNZ     four
	VZEROUPPER
	RET

// func atLeastAVX2(x *float64, limit float64, n int) uint64
//
// Bit j, of n up to 64: x[j] >= limit, false for NaN.
TEXT ·atLeastAVX2(SB), NOSPLIT, $0-32
	MOVQ         x+0(FP), SI
	VBROADCASTSD limit+8(FP), Y0
	MOVQ         n+16(FP), R8
	XORQ         CX, CX
	XORQ         AX, AX

four:
	VMOVUPD   (SI), Y1
	VCMPPD    $13, Y0, Y1, Y1 // greater or equal, ordered
	VMOVMSKPD Y1, DX
	SHLQ      CX, DX
	ORQ       DX, AX
	ADDQ      $32, SI
	ADDQ      $4, CX
	CMPQ      CX, R8
	JLT       four
	VZEROUPPER
	MOVQ AX, ret+24(FP)
	RET

// func turnAVX2(dst, months *float64, horizon, n int)
//
// For 64 scenarios and n months, a multiple of four that is not zero:
// dst[scenario*horizon+m] = months[m*64+scenario], four by four.
TEXT ·turnAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ months+8(FP), SI
	MOVQ horizon+16(FP), R8
	MOVQ n+24(FP), CX
	SHLQ $3, R8           // bytes of a scenario
	LEAQ (R8)(R8*2), R9   // of three
	XORQ AX, AX           // scenarios done

scenarios:
	MOVQ DI, R10
	LEAQ (SI)(AX*8), R11
	MOVQ CX, BX

months:
	VMOVUPD    (R11), Y0
	VMOVUPD    512(R11), Y1
	VMOVUPD    1024(R11), Y2
	VMOVUPD    1536(R11), Y3
	VUNPCKLPD  Y1, Y0, Y4
	VUNPCKHPD  Y1, Y0, Y5
	VUNPCKLPD  Y3, Y2, Y6
	VUNPCKHPD  Y3, Y2, Y7
	VPERM2F128 $0x20, Y6, Y4, Y0
	VPERM2F128 $0x20, Y7, Y5, Y1
	VPERM2F128 $0x31, Y6, Y4, Y2
	VPERM2F128 $0x31, Y7, Y5, Y3
	VMOVUPD    Y0, (R10)
	VMOVUPD    Y1, (R10)(R8*1)
	VMOVUPD    Y2, (R10)(R8*2)
	VMOVUPD    Y3, (R10)(R9*1)
	ADDQ       $2048, R11
	ADDQ       $32, R10
	SUBQ       $4, BX
	JNZ        months
	LEAQ       (DI)(R8*4), DI
	ADDQ       $4, AX
	CMPQ       AX, $64
	JLT        scenarios
	VZEROUPPER
	RET
