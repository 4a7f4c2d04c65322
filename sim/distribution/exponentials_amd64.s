//go:build !purego

#include "textflag.h"
#include "cubic_amd64.h"

// func exponentials512(dst, x *float64, n int, a, b float64, powers *[64]float64) (done int)
// The bits of exponentials, eight at a time, up to the first eight with an
// argument outside +-700 or a NaN. The 64 powers stay in eight registers.
TEXT ·exponentials512(SB), NOSPLIT, $0-56
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSD a+24(FP), Z8
	VBROADCASTSD b+32(FP), Z9
	MOVQ         powers+40(FP), AX
	VMOVUPD      (AX), Z24
	VMOVUPD      64(AX), Z25
	VMOVUPD      128(AX), Z26
	VMOVUPD      192(AX), Z27
	VMOVUPD      256(AX), Z28
	VMOVUPD      320(AX), Z29
	VMOVUPD      384(AX), Z30
	VMOVUPD      448(AX), Z31
	CONSTANT(0xc085e00000000000, Z10)    // -700
	CONSTANT(0x4085e00000000000, Z11)    // 700
	CONSTANT(0x40571547652b82fe, Z12)    // 64 / ln 2
	CONSTANT(0x4338000000000000, Z13)    // 3 2^51
	CONSTANT(0x3f862e42fee00000, Z14)    // high part of ln 2 / 64
	CONSTANT(0x3d8a39ef35793c76, Z15)    // low part
	CONSTANT(0x3f81111111111111, Z16)    // 1/120
	CONSTANT(0x3fa5555555555555, Z17)    // 1/24
	CONSTANT(0x3fc5555555555555, Z18)    // 1/6
	CONSTANT(0x3fe0000000000000, Z19)    // 1/2
	CONSTANT(1023, Z20)
	XORQ         DX, DX
	JMP          test

loop:
	LANES
	VMOVUPD.Z (SI), K7, Z0
	VMULPD    Z0, Z9, Z0
	VADDPD    Z0, Z8, Z0        // y
	VCMPPD    $30, Z10, Z0, K7, K1
	VCMPPD    $1, Z11, Z0, K1, K1
	KMOVB     K1, R10
	CMPB      R10, R9
	JNE       done
	VMULPD    Z12, Z0, Z1
	VADDPD    Z13, Z1, Z1       // its low bits are the whole number k
	VSUBPD    Z13, Z1, Z2       // k
	VMULPD    Z14, Z2, Z3
	VSUBPD    Z3, Z0, Z3
	VMULPD    Z15, Z2, Z2
	VSUBPD    Z2, Z3, Z2        // r
	VMULPD    Z16, Z2, Z3
	VADDPD    Z17, Z3, Z3
	VMULPD    Z2, Z3, Z3
	VADDPD    Z18, Z3, Z3
	VMULPD    Z2, Z3, Z3
	VADDPD    Z19, Z3, Z3
	VMULPD    Z2, Z2, Z4
	VMULPD    Z3, Z4, Z3
	VADDPD    Z3, Z2, Z3        // e^r - 1
	VMOVDQA64 Z1, Z4            // 2^(k mod 64 / 64): four choices of 16, one by two bits
	VPERMI2PD Z25, Z24, Z4
	VMOVDQA64 Z1, Z5
	VPERMI2PD Z27, Z26, Z5
	VMOVDQA64 Z1, Z6
	VPERMI2PD Z29, Z28, Z6
	VMOVDQA64 Z1, Z7
	VPERMI2PD Z31, Z30, Z7
	VPSLLQ    $59, Z1, Z2
	VPMOVQ2M  Z2, K1            // bit 4
	VPSLLQ    $58, Z1, Z2
	VPMOVQ2M  Z2, K2            // bit 5
	VMOVAPD   Z5, K1, Z4
	VMOVAPD   Z7, K1, Z6
	VMOVAPD   Z6, K2, Z4
	VMULPD    Z4, Z3, Z3
	VADDPD    Z4, Z3, Z3
	VPSLLQ    $13, Z1, Z1
	VPSRAQ    $19, Z1, Z1       // k / 64, with its sign
	VPADDQ    Z20, Z1, Z1
	VPSLLQ    $52, Z1, Z1
	VMULPD    Z1, Z3, Z3
	VMOVUPD   Z3, K7, (DI)
	ADDQ      $64, SI
	ADDQ      $64, DI
	SUBQ      $8, CX
	ADDQ      R8, DX

test:
	CMPQ CX, $0
	JGT  loop

done:
	MOVQ DX, done+48(FP)
	VZEROUPPER
	RET
