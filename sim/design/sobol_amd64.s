//go:build !purego

#include "textflag.h"

// CONSTANT fills a register with one 32-bit pattern. Uses R8.
#define CONSTANT(bits, z) \
	MOVL         $bits, R8 \
	VPBROADCASTD R8, z

// DIGIT adds direction number i to the points whose place has bit i in Gray
// code. Uses R8.
#define DIGIT(i, points) \
	MOVL         $points, R8    \
	KMOVW        R8, K1         \
	VPBROADCASTD (4*i)(AX), Z1  \
	VPXORD       Z1, Z16, K1, Z16

// The reversed bits of a number 0 to 15, in the upper and in the lower half of
// a byte, and the order that turns the bytes of a 32-bit word.
DATA reversedHigh<>+0(SB)/8, $0xe060a020c0408000
DATA reversedHigh<>+8(SB)/8, $0xf070b030d0509010
GLOBL reversedHigh<>(SB), RODATA|NOPTR, $16
DATA reversedLow<>+0(SB)/8, $0x0e060a020c040800
DATA reversedLow<>+8(SB)/8, $0x0f070b030d050901
GLOBL reversedLow<>(SB), RODATA|NOPTR, $16
DATA turned<>+0(SB)/8, $0x0405060700010203
DATA turned<>+8(SB)/8, $0x0c0d0e0f08090a0b
GLOBL turned<>(SB), RODATA|NOPTR, $16

// func sobol512(dst *float64, sixteens int, direction *[32]uint32, from, x, add, mul uint32)
// The bits of sobolPoints, for whole sixteens of points from a multiple of 16
// on. Gray code is linear: the points of one sixteen are those of the first
// sixteen, each with x added.
TEXT ·sobol512(SB), NOSPLIT, $0-40
	MOVQ            dst+0(FP), DI
	MOVQ            sixteens+8(FP), CX
	MOVQ            direction+16(FP), AX
	MOVL            from+24(FP), SI
	MOVL            x+28(FP), DX
	MOVL            add+32(FP), R8
	VPBROADCASTD    R8, Z17
	MOVL            mul+36(FP), R8
	VPBROADCASTD    R8, Z18
	CONSTANT(0x3d20adea, Z19)
	CONSTANT(0x05526c56, Z20)
	CONSTANT(0x53a22864, Z21)
	CONSTANT(0x0f0f0f0f, Z22)
	VBROADCASTI32X4 reversedHigh<>(SB), Z23
	VBROADCASTI32X4 reversedLow<>(SB), Z24
	VBROADCASTI32X4 turned<>(SB), Z25
	MOVQ            $0x3de0000000000000, R8 // 2^-33
	VPBROADCASTQ    R8, Z26
	MOVQ            $0x3df0000000000000, R8 // 2^-32
	VPBROADCASTQ    R8, Z27
	VPXORD          Z16, Z16, Z16
	DIGIT(0, 0x6666)
	DIGIT(1, 0x3c3c)
	DIGIT(2, 0x0ff0)
	DIGIT(3, 0xff00)
	MOVL            12(AX), R9
	JMP             test

loop:
	VPBROADCASTD  DX, Z0
	VPXORD        Z16, Z0, Z0
	VPMULLD       Z19, Z0, Z1  // the scramble
	VPXORD        Z1, Z0, Z0
	VPADDD        Z17, Z0, Z0
	VPMULLD       Z18, Z0, Z0
	VPMULLD       Z20, Z0, Z1
	VPXORD        Z1, Z0, Z0
	VPMULLD       Z21, Z0, Z1
	VPXORD        Z1, Z0, Z0
	VPANDD        Z22, Z0, Z1  // turn the bits: halves of bytes, then bytes
	VPSRLD        $4, Z0, Z0
	VPANDD        Z22, Z0, Z0
	VPSHUFB       Z1, Z23, Z1
	VPSHUFB       Z0, Z24, Z0
	VPORD         Z1, Z0, Z0
	VPSHUFB       Z25, Z0, Z0
	VEXTRACTI64X4 $1, Z0, Y1
	VCVTUDQ2PD    Y0, Z0
	VCVTUDQ2PD    Y1, Z1
	VFMADD213PD   Z26, Z27, Z0 // exact, as is the sum and product of the Go code
	VFMADD213PD   Z26, Z27, Z1
	VMOVUPD       Z0, (DI)
	VMOVUPD       Z1, 64(DI)
	ADDQ          $128, DI
	ADDL          $16, SI      // the next sixteen: Gray code turns bit 3 and one other
	TZCNTL        SI, R8
	ANDL          $31, R8
	XORL          R9, DX
	XORL          (AX)(R8*4), DX
	DECQ          CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
