//go:build !purego

#include "textflag.h"

// MASK is the numbers of a vector, two places a word.
#define MASK(name, a, b, c, d)                  \
	DATA name<>+0(SB)/8, $a                 \
	DATA name<>+8(SB)/8, $b                 \
	DATA name<>+16(SB)/8, $c                \
	DATA name<>+24(SB)/8, $d                \
	GLOBL name<>(SB), RODATA|NOPTR, $32

#define EIGHT(name, low, high) MASK(name, low, high, low, high)

// As in sobol_amd64.s, twice each; then 2^52, 2^52 less a half, and 2^-32.
EIGHT(high2, 0xe060a020c0408000, 0xf070b030d0509010)
EIGHT(low2, 0x0e060a020c040800, 0x0f070b030d050901)
EIGHT(turned2, 0x0405060700010203, 0x0c0d0e0f08090a0b)
EIGHT(nibble2, 0x0f0f0f0f0f0f0f0f, 0x0f0f0f0f0f0f0f0f)
EIGHT(whole2, 0x4330000000000000, 0x4330000000000000)
EIGHT(half2, 0x432fffffffffffff, 0x432fffffffffffff)
EIGHT(scale2, 0x3df0000000000000, 0x3df0000000000000)
EIGHT(first2, 0x3d20adea3d20adea, 0x3d20adea3d20adea)
EIGHT(second2, 0x05526c5605526c56, 0x05526c5605526c56)
EIGHT(third2, 0x53a2286453a22864, 0x53a2286453a22864)

// Where the Gray codes of 0 to 7 have bit 0 to 2. Those of 8 to 15 have the same bits 0
// and 1, bit 2 where the others have none, and all of them bit 3, which the others have not.
MASK(bit0, 0xffffffff00000000, 0x00000000ffffffff, 0xffffffff00000000, 0x00000000ffffffff)
MASK(bit1, 0x0000000000000000, 0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000)
MASK(bit2, 0x0000000000000000, 0x0000000000000000, 0xffffffffffffffff, 0xffffffffffffffff)

// BASE adds the direction number of bit 0 or 1 to the first sixteen places, in Y8 and Y9.
// Uses Y0 and Y1.
#define BASE(k, mask)                           \
	VPBROADCASTD (4*k)(AX), Y0              \
	VPAND        mask<>(SB), Y0, Y1         \
	VPXOR        Y1, Y8, Y8                 \
	VPXOR        Y1, Y9, Y9

// WORDS scrambles eight places with reversed bits in y and turns their bits round.
// Uses Y1.
#define WORDS(y)                                \
	VPMULLD      Y12, y, Y1                 \
	VPXOR        Y1, y, y                   \
	VPADDD       Y10, y, y                  \
	VPMULLD      Y11, y, y                  \
	VPMULLD      Y13, y, Y1                 \
	VPXOR        Y1, y, y                   \
	VPMULLD      Y14, y, Y1                 \
	VPXOR        Y1, y, y                   \
	VPAND        Y15, y, Y1                 \
	VPSRLD       $4, y, y                   \
	VPAND        Y15, y, y                  \
	VPSHUFB      Y1, Y6, Y1                 \
	VPSHUFB      y, Y7, y                   \
	VPOR         Y1, y, y                   \
	VPSHUFB      turned2<>(SB), y, y

// POINTS turns eight places with reversed bits in y, whose lower half is x, into
// points at at(DI). Uses Y1 to Y3.
#define POINTS(x, y, at)                        \
	WORDS(y)                                \
	VPMOVZXDQ    x, Y2                      \
	VEXTRACTI128 $1, y, X3                  \
	VPMOVZXDQ    X3, Y3                     \
	VPOR         whole2<>(SB), Y2, Y2       \
	VPOR         whole2<>(SB), Y3, Y3       \
	VSUBPD       half2<>(SB), Y2, Y2        \
	VSUBPD       half2<>(SB), Y3, Y3        \
	VMULPD       scale2<>(SB), Y2, Y2       \
	VMULPD       scale2<>(SB), Y3, Y3       \
	VMOVUPD      Y2, at(DI)                 \
	VMOVUPD      Y3, (at+32)(DI)

// PLACES sets the constants of WORDS, and Y8 and Y9 to the first sixteen places. AX is
// the direction numbers. Uses Y0 and Y1.
#define PLACES                                  \
	VPBROADCASTD X10, Y10                   \
	VPBROADCASTD X11, Y11                   \
	VPXOR        Y8, Y8, Y8                 \
	VPXOR        Y9, Y9, Y9                 \
	BASE(0, bit0)                           \
	BASE(1, bit1)                           \
	VPBROADCASTD 8(AX), Y0                  \
	VPAND        bit2<>(SB), Y0, Y1         \
	VPXOR        Y1, Y8, Y8                 \
	VPXOR        Y1, Y0, Y1                 \
	VPXOR        Y1, Y9, Y9                 \
	VPBROADCASTD 12(AX), Y0                 \
	VPXOR        Y0, Y9, Y9                 \
	VMOVDQU      first2<>(SB), Y12          \
	VMOVDQU      second2<>(SB), Y13         \
	VMOVDQU      third2<>(SB), Y14          \
	VMOVDQU      nibble2<>(SB), Y15         \
	VMOVDQU      high2<>(SB), Y6            \
	VMOVDQU      low2<>(SB), Y7

// NEXT goes to the next sixteen: Gray code turns bit 3, whose number is R9, and one
// other. Uses R8.
#define NEXT                                    \
	ADDL         $16, SI                    \
	TZCNTL       SI, R8                     \
	ANDL         $31, R8                    \
	XORL         R9, DX                     \
	XORL         (AX)(R8*4), DX

// func sobol2(dst *float64, sixteens int, direction *[32]uint32, from, x, add, mul uint32)
// The bits of sobolPoints, for whole sixteens of points from a multiple of 16 on.
// See sobol512.
TEXT ·sobol2(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         sixteens+8(FP), CX
	MOVQ         direction+16(FP), AX
	MOVL         from+24(FP), SI
	MOVL         x+28(FP), DX
	MOVL         add+32(FP), R8
	VMOVD        R8, X10
	MOVL         mul+36(FP), R8
	VMOVD        R8, X11
	PLACES
	MOVL         12(AX), R9
	JMP          test

loop:
	VMOVD        DX, X0
	VPBROADCASTD X0, Y0
	VPXOR        Y8, Y0, Y4
	VPXOR        Y9, Y0, Y5
	POINTS(X4, Y4, 0)
	POINTS(X5, Y5, 64)
	ADDQ         $128, DI
	NEXT
	DECQ         CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET

// func sobolWords2(dst *uint32, sixteens int, direction *[32]uint32, from, x, add, mul uint32)
// The same points as whole numbers, of which each is the middle of 2^32 cells.
TEXT ·sobolWords2(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         sixteens+8(FP), CX
	MOVQ         direction+16(FP), AX
	MOVL         from+24(FP), SI
	MOVL         x+28(FP), DX
	MOVL         add+32(FP), R8
	VMOVD        R8, X10
	MOVL         mul+36(FP), R8
	VMOVD        R8, X11
	PLACES
	MOVL         12(AX), R9
	JMP          test

loop:
	VMOVD        DX, X0
	VPBROADCASTD X0, Y0
	VPXOR        Y8, Y0, Y4
	VPXOR        Y9, Y0, Y5
	WORDS(Y4)
	WORDS(Y5)
	VMOVDQU      Y4, (DI)
	VMOVDQU      Y5, 32(DI)
	ADDQ         $64, DI
	NEXT
	DECQ         CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
