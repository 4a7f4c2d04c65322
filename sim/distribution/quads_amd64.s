//go:build !purego

#include "textflag.h"
#include "go_asm.h"
#include "cubic2_amd64.h"

// GRID4 puts the function at the four numbers at x(SI) in y, and in within where they lie
// on the grid.
#define GRID4(x, y, within)                     \
	VADDPD       x(SI), Y10, Y14            \
	VMULPD       Y11, Y14, Y14              \
	VMAXPD       Y13, Y14, Y2               \
	VMINPD       Y12, Y2, Y2                \
	VCMPPD       $0, Y2, Y14, within        \
	VCVTTPD2DQY  Y2, X1                     \
	VCVTDQ2PD    X1, Y3                     \
	VSUBPD       Y3, Y2, Y2                 \
	VPMOVZXDQ    X1, Y1                     \
	VPSLLQ       $5, Y1, Y1                 \
	CUBICS4                                 \
	VBROADCASTSD grid_lo(DX), Y4            \
	VBROADCASTSD grid_hi(DX), Y5            \
	VMAXPD       Y3, Y4, Y3                 \
	VMINPD       Y3, Y5, y

// func grid2(dst, x *float64, n int, table *grid) (done int)
// The bits of grid.columns, eight at a time and the last four, up to the first of these
// with one outside the grid; n is a multiple of 4.
TEXT ·grid2(SB), NOSPLIT, $64-40
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         table+24(FP), DX
	MOVQ         grid_cells(DX), AX
	VBROADCASTSD grid_end(DX), Y10
	VBROADCASTSD grid_perUnit(DX), Y11
	VXORPD       X12, X12, X12
	VCVTSI2SDQ   grid_cells+8(DX), X12, X12
	VBROADCASTSD X12, Y12
	VPCMPEQD     Y13, Y13, Y13
	VPADDQ       Y13, Y12, Y12 // the last number below that of the cells
	VXORPD       Y13, Y13, Y13
	OFFSETS4
	MOVQ         CX, R12
	SUBQ         $8, CX
	JLT          last

loop:
	GRID4(0, Y0, Y15)
	GRID4(32, Y3, Y14)
	VANDPD    Y14, Y15, Y15
	VMOVMSKPD Y15, R8
	CMPL      R8, $15
	JNE       end
	VMOVUPD   Y0, (DI)
	VMOVUPD   Y3, 32(DI)
	ADDQ      $64, SI
	ADDQ      $64, DI
	SUBQ      $8, CX
	JGE       loop

last:
	CMPQ      CX, $-4
	JLT       end
	GRID4(0, Y3, Y15)
	VMOVMSKPD Y15, R8
	CMPL      R8, $15
	JNE       end
	VMOVUPD   Y3, (DI)
	SUBQ      $4, CX

end:
	ADDQ $8, CX
	SUBQ CX, R12
	MOVQ R12, done+32(FP)
	VZEROUPPER
	RET

// func normals2(dst, u *float64, n int, table *cubic, skip uintptr) (done int)
// The bits of normals, four at a time, up to the first four with one outside (0,1);
// n is a multiple of 4. skip is how many bytes of dst to leave out after every sixteen
// numbers.
TEXT ·normals2(SB), NOSPLIT, $64-48
	MOVQ      dst+0(FP), DI
	MOVQ      u+8(FP), SI
	MOVQ      n+16(FP), CX
	MOVQ      table+24(FP), AX
	CONSTANT4(0x3ff0000000000000, X12, Y12) // 1, and the exponent of [1,2)
	CONSTANT4(0x3ca0000000000000, X13, Y13) // scoreFirst
	CONSTANT4(0x000fffffffffffff, X14, Y14) // fraction
	CONSTANT4(0x3fe0000000000000, X15, Y15) // 1/2
	OFFSETS4
	SUBQ      $(970*64*32), AX // where a tail of 0 would have its cell
	XORQ      DX, DX
	JMP       test

loop:
	VMOVUPD   (SI), Y0
	VXORPD    Y3, Y3, Y3
	VSUBPD    Y0, Y12, Y1
	VMINPD    Y0, Y1, Y1       // the smaller tail
	VCMPPD    $14, Y3, Y1, Y2  // is above 0: u is inside (0,1)
	VMOVMSKPD Y2, R8
	CMPL      R8, $15
	JNE       end
	VMAXPD    Y13, Y1, Y1
	VPSLLQ    $6, Y1, Y2
	VPAND     Y14, Y2, Y2
	VPOR      Y12, Y2, Y2
	VSUBPD    Y12, Y2, Y2      // t
	VPSRLQ    $46, Y1, Y1      // cell
	VPSLLQ    $5, Y1, Y1
	CUBICS4
	VSUBPD    Y15, Y0, Y0
	VPAND     minus<>(SB), Y0, Y0
	VPXOR     Y0, Y3, Y3
	VMOVUPD   Y3, (DI)
	ADDQ      $32, SI
	ADDQ      $32, DI
	ADDQ      $4, DX
	TESTQ     $15, DX
	JNE       next
	ADDQ      skip+32(FP), DI

next:
	SUBQ      $4, CX

test:
	CMPQ CX, $0
	JGT  loop

end:
	MOVQ DX, done+40(FP)
	VZEROUPPER
	RET

// SCORES4 puts the normal scores of four words at w(SI) at at(DI). A word is below the
// median when its upper bit is 0, and then it is the smaller tail itself, else its
// complement is. Y1 becomes 2^32 times the smaller tail and then its cell, Y2 the place
// in that.
#define SCORES4(w, at)                          \
	VPMOVSXDQ w(SI), Y0                     \
	VPSRAD    $31, Y0, Y1                   \
	VPXOR     Y1, Y0, Y2                    \
	VMOVDQA   Y1, Y0                        \
	VPOR      Y13, Y2, Y2                   \
	VSUBPD    Y15, Y2, Y1                   \
	VPSLLQ    $6, Y1, Y2                    \
	VPAND     Y14, Y2, Y2                   \
	VPOR      Y12, Y2, Y2                   \
	VSUBPD    Y12, Y2, Y2                   \
	VPSRLQ    $46, Y1, Y1                   \
	VPSLLQ    $5, Y1, Y1                    \
	CUBICS4                                 \
	VPANDN    minus<>(SB), Y0, Y0           \
	VPXOR     Y0, Y3, Y3                    \
	VMOVUPD   Y3, at(DI)

// func scores2(dst *float64, words *uint32, sixteens int, table *cubic, skip uintptr)
// The bits of normals of (word+0.5)/2^32. skip is as for normals2.
TEXT ·scores2(SB), NOSPLIT, $64-40
	MOVQ dst+0(FP), DI
	MOVQ words+8(FP), SI
	MOVQ sixteens+16(FP), CX
	MOVQ table+24(FP), AX
	MOVQ skip+32(FP), DX
	CONSTANT4(0x3ff0000000000000, X12, Y12) // 1, and the exponent of [1,2)
	CONSTANT4(0x4330000000000000, X13, Y13) // 2^52
	CONSTANT4(0x000fffffffffffff, X14, Y14) // fraction
	CONSTANT4(0x432fffffffffffff, X15, Y15) // 2^52 less a half
	OFFSETS4
	SUBQ $((970+32)*64*32), AX // where a tail of 0 would have its cell
	JMP  test

loop:
	SCORES4(0, 0)
	SCORES4(16, 32)
	SCORES4(32, 64)
	SCORES4(48, 96)
	ADDQ $64, SI
	LEAQ 128(DI)(DX*1), DI
	DECQ CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET

// func exponentials2(dst, x *float64, n int, a, b float64, powers *[64]float64) (done int)
// The bits of exponentials, four at a time, up to the first four with an argument
// outside +-700 or a NaN; n is a multiple of 4.
TEXT ·exponentials2(SB), NOSPLIT, $64-56
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSD a+24(FP), Y14
	VBROADCASTSD b+32(FP), Y15
	MOVQ         powers+40(FP), AX
	CONSTANT4(0xc085e00000000000, X12, Y12) // -700
	CONSTANT4(0x4085e00000000000, X13, Y13) // 700
	CONSTANT4(0x40571547652b82fe, X11, Y11) // 64 / ln 2
	CONSTANT4(0x4338000000000000, X10, Y10) // 3 2^51
	CONSTANT4(0x3f862e42fee00000, X9, Y9)   // high part of ln 2 / 64
	CONSTANT4(0x3d8a39ef35793c76, X8, Y8)   // low part
	CONSTANT4(0x3f81111111111111, X7, Y7)   // 1/120
	OFFSETS4
	XORQ         DX, DX
	JMP          test

loop:
	VMOVUPD   (SI), Y0
	VMULPD    Y0, Y15, Y0
	VADDPD    Y0, Y14, Y0       // y
	VCMPPD    $30, Y12, Y0, Y1
	VCMPPD    $1, Y13, Y0, Y2
	VANDPD    Y2, Y1, Y1
	VMOVMSKPD Y1, R8
	CMPL      R8, $15
	JNE       end
	VMULPD    Y11, Y0, Y1
	VADDPD    Y10, Y1, Y1       // its low bits are the whole number k
	VMOVDQU   Y1, (BX)
	VSUBPD    Y10, Y1, Y2       // k
	VMULPD    Y9, Y2, Y3
	VSUBPD    Y3, Y0, Y3
	VMULPD    Y8, Y2, Y2
	VSUBPD    Y2, Y3, Y2        // r
	VMULPD    Y7, Y2, Y3
	VADDPD    exp24<>(SB), Y3, Y3
	VMULPD    Y2, Y3, Y3
	VADDPD    exp6<>(SB), Y3, Y3
	VMULPD    Y2, Y3, Y3
	VADDPD    exp2<>(SB), Y3, Y3
	VMULPD    Y2, Y2, Y4
	VMULPD    Y3, Y4, Y3
	VADDPD    Y3, Y2, Y3        // e^r - 1
	MOVQ      (BX), R8          // 2^(k mod 64 / 64)
	MOVQ      8(BX), R9
	MOVQ      16(BX), R10
	MOVQ      24(BX), R11
	ANDQ      $63, R8
	ANDQ      $63, R9
	ANDQ      $63, R10
	ANDQ      $63, R11
	VMOVSD    (AX)(R8*8), X4
	VMOVHPD   (AX)(R9*8), X4, X4
	VMOVSD    (AX)(R10*8), X5
	VMOVHPD   (AX)(R11*8), X5, X5
	VINSERTF128 $1, X5, Y4, Y4
	VMULPD    Y4, Y3, Y3
	VADDPD    Y4, Y3, Y3
	VPSRAD    $6, Y1, Y1        // k / 64, with its sign, in the lower halves
	VPADDD    exponent0<>(SB), Y1, Y1
	VPSLLQ    $52, Y1, Y1
	VMULPD    Y1, Y3, Y3
	VMOVUPD   Y3, (DI)
	ADDQ      $32, SI
	ADDQ      $32, DI
	ADDQ      $4, DX
	SUBQ      $4, CX

test:
	CMPQ CX, $0
	JGT  loop

end:
	MOVQ DX, done+48(FP)
	VZEROUPPER
	RET

// Four times 1/24, 1/6, 1/2, the exponent of 1, and the sign bit.
#define FOUR(name, bits)                        \
	DATA name<>+0(SB)/8, $bits              \
	DATA name<>+8(SB)/8, $bits              \
	DATA name<>+16(SB)/8, $bits             \
	DATA name<>+24(SB)/8, $bits             \
	GLOBL name<>(SB), RODATA|NOPTR, $32

FOUR(exp24, 0x3fa5555555555555)
FOUR(exp6, 0x3fc5555555555555)
FOUR(exp2, 0x3fe0000000000000)
FOUR(exponent0, 1023)
FOUR(minus, 0x8000000000000000)

// func steps2(dst, u *float64, n int, x, cumulated *float64, last int)
// The bits of steps, 16 at a time; n is a multiple of 16. See steps512.
TEXT ·steps2(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         u+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         x+24(FP), AX
	MOVQ         cumulated+32(FP), BX
	MOVQ         last+40(FP), DX
	VBROADCASTSD (AX), Y15
	JMP          test

loop:
	VMOVUPD (SI), Y0
	VMOVUPD 32(SI), Y1
	VMOVUPD 64(SI), Y2
	VMOVUPD 96(SI), Y3
	VMOVAPD Y15, Y4
	VMOVAPD Y15, Y5
	VMOVAPD Y15, Y6
	VMOVAPD Y15, Y7
	XORQ    R10, R10

step:
	VBROADCASTSD (BX)(R10*8), Y8
	VBROADCASTSD 8(AX)(R10*8), Y9
	VCMPPD       $1, Y0, Y8, Y10
	VCMPPD       $1, Y1, Y8, Y11
	VCMPPD       $1, Y2, Y8, Y12
	VCMPPD       $1, Y3, Y8, Y13
	VBLENDVPD    Y10, Y9, Y4, Y4
	VBLENDVPD    Y11, Y9, Y5, Y5
	VBLENDVPD    Y12, Y9, Y6, Y6
	VBLENDVPD    Y13, Y9, Y7, Y7
	INCQ         R10
	CMPQ         R10, DX
	JLT          step
	VMOVUPD      Y4, (DI)
	VMOVUPD      Y5, 32(DI)
	VMOVUPD      Y6, 64(DI)
	VMOVUPD      Y7, 96(DI)
	ADDQ         $128, SI
	ADDQ         $128, DI
	SUBQ         $16, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET

// func triangle2(dst, u *float64, n int, sides *[2]triangleSide, cut float64)
// The bits of triangle, four at a time; n is a multiple of 4.
TEXT ·triangle2(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         u+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         sides+24(FP), AX
	VBROADCASTSD cut+32(FP), Y7
	VBROADCASTSD triangleSide_from(AX), Y8
	VBROADCASTSD triangleSide_root(AX), Y9
	VBROADCASTSD triangleSide_start(AX), Y10
	VBROADCASTSD triangleSide_sign(AX), Y11
	VBROADCASTSD triangleSide__size+triangleSide_from(AX), Y12
	VBROADCASTSD triangleSide__size+triangleSide_root(AX), Y13
	VBROADCASTSD triangleSide__size+triangleSide_start(AX), Y14
	VBROADCASTSD triangleSide__size+triangleSide_sign(AX), Y15
	JMP          test

loop:
	VMOVUPD   (SI), Y0
	VSUBPD    Y0, Y7, Y1       // its sign: above the mode
	VBLENDVPD Y1, Y15, Y11, Y2
	VMULPD    Y0, Y2, Y2
	VBLENDVPD Y1, Y14, Y10, Y3
	VADDPD    Y2, Y3, Y2
	VSQRTPD   Y2, Y2
	VBLENDVPD Y1, Y13, Y9, Y3
	VMULPD    Y2, Y3, Y2
	VBLENDVPD Y1, Y12, Y8, Y3
	VADDPD    Y2, Y3, Y2
	VMOVUPD   Y2, (DI)
	ADDQ      $32, SI
	ADDQ      $32, DI
	SUBQ      $4, CX

test:
	CMPQ CX, $0
	JGT  loop
	VZEROUPPER
	RET
