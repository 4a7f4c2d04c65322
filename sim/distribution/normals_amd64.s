//go:build !purego

#include "textflag.h"
#include "cubic_amd64.h"

// func normals512(dst, u *float64, n int, table *cubic, cells int, skip uintptr)
// The bits of normals, eight at a time. skip is how many bytes of dst to leave
// out after every sixteen numbers.
TEXT ·normals512(SB), NOSPLIT, $128-48
	MOVQ         dst+0(FP), DI
	MOVQ         u+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         table+24(FP), AX
	VPBROADCASTQ cells+32(FP), Z20
	MOVQ         skip+40(FP), DX
	CONSTANT(0x3ff0000000000000, Z21) // 1, and the exponent of [1,2)
	CONSTANT(0x3fe0000000000000, Z22) // 1/2
	CONSTANT(0x3ca0000000000000, Z23) // scoreFirst
	CONSTANT(0x000fffffffffffff, Z24) // fraction
	CONSTANT(0x8000000000000000, Z25) // sign
	CONSTANT(0x7ff8000000000001, Z26) // math.NaN()
	OFFSETS
	JMP          test

loop:
	LANES
	VMOVUPD.Z (SI), K7, Z0
	VSUBPD    Z0, Z21, Z1
	VPMINUQ   Z0, Z1, Z1
	VPMAXUQ   Z23, Z1, Z1      // the smaller tail
	VPSLLQ    $6, Z1, Z2
	VPANDQ    Z24, Z2, Z2
	VPORQ     Z21, Z2, Z2
	VSUBPD    Z21, Z2, Z2      // t
	VPSUBQ    Z23, Z1, Z1
	VPSRLQ    $46, Z1, Z1      // cell
	VPCMPUQ   $1, Z20, Z1, K1  // of the table
	VPSLLQ.Z  $5, Z1, K1, Z1
	CUBICS
	VSUBPD    Z22, Z0, Z0
	VPANDQ    Z25, Z0, Z0
	VPXORQ    Z0, Z3, Z3
	KNOTB     K1, K2
	VMOVAPD   Z26, K2, Z3
	VMOVUPD   Z3, K7, (DI)
	ADDQ      $64, SI
	ADDQ      $64, DI
	XORQ      skip+40(FP), DX  // 0 and skip in turn
	ADDQ      DX, DI
	SUBQ      $8, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
