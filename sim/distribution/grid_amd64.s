//go:build !purego

#include "textflag.h"
#include "go_asm.h"
#include "cubic_amd64.h"

// func grid512(dst, x *float64, n int, table *grid)
// The bits of grid.columns, eight at a time.
TEXT ·grid512(SB), NOSPLIT, $128-32
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         table+24(FP), R8
	MOVQ         grid_cells(R8), AX
	VXORPD       X20, X20, X20
	VCVTSI2SDQ   grid_cells+8(R8), X20, X20
	VBROADCASTSD X20, Z20
	VBROADCASTSD grid_end(R8), Z21
	VBROADCASTSD grid_perUnit(R8), Z22
	VBROADCASTSD grid_lo(R8), Z23
	VBROADCASTSD grid_hi(R8), Z24
	VPXORQ       Z25, Z25, Z25
	OFFSETS
	JMP          test

loop:
	LANES
	VMOVUPD.Z   (SI), K7, Z0
	VADDPD      Z21, Z0, Z12
	VMULPD      Z22, Z12, Z12
	VCMPPD      $13, Z25, Z12, K1     // at >= 0
	VCMPPD      $1, Z20, Z12, K1, K1  // and at < cells
	VMOVAPD.Z   Z12, K1, Z2
	VCVTTPD2QQ  Z2, Z1
	VCVTQQ2PD   Z1, Z3
	VSUBPD      Z3, Z2, Z2            // t
	VPSLLQ      $5, Z1, Z1
	CUBICS
	VMAXPD      Z3, Z23, Z3
	VMINPD      Z3, Z24, Z3
	KORTESTB    K1, K1
	JCS         within                // all eight lie on the grid: the usual case
	KNOTB       K1, K1
	VCMPPD      $1, Z25, Z12, K1, K2  // at < 0
	VMOVAPD     Z23, K2, Z3
	VCMPPD      $30, Z25, Z12, K1, K2 // at > 0
	VMOVAPD     Z24, K2, Z3
	VCMPPD      $3, Z12, Z12, K1, K2  // NaN
	VMOVAPD     Z0, K2, Z3

within:
	VMOVUPD     Z3, K7, (DI)
	ADDQ        $64, SI
	ADDQ        $64, DI
	SUBQ        $8, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
