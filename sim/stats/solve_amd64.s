//go:build !purego

#include "textflag.h"
#include "go_asm.h"

#define FOUR(name, bits)                        \
	DATA name<>+0(SB)/8, $bits              \
	DATA name<>+8(SB)/8, $bits              \
	DATA name<>+16(SB)/8, $bits             \
	DATA name<>+24(SB)/8, $bits             \
	GLOBL name<>(SB), RODATA|NOPTR, $32

FOUR(two, 0x4000000000000000)
FOUR(three, 0x4008000000000000)
FOUR(four, 0x4010000000000000)
FOUR(five, 0x4014000000000000)
FOUR(six, 0x4018000000000000)
FOUR(far, 0x4010000000000000)   // furthest
FOUR(long, 0x3f1a36e2eb1c432d)  // nearRoot
FOUR(size, 0x7fffffffffffffff)
FOUR(soft, 0x3fd3333333333333)  // softWidth + softNear
FOUR(near, 0xc010000000000000)  // -furthest

// STEP is step: from Y0 towards what is missing in Y2, with the slope Y1. Uses Y3 to
// Y5.
#define STEP                                    \
	VDIVPD    Y1, Y2, Y3                    \
	VADDPD    Y3, Y0, Y3                    \
	VCMPPD    $14, Y14, Y3, Y4              \ // x > furthest
	VBLENDVPD Y4, Y14, Y3, Y3               \
	VCMPPD    $1, Y15, Y3, Y4               \ // x < -furthest
	VBLENDVPD Y4, Y15, Y3, Y3               \
	VXORPD    Y5, Y5, Y5                    \
	VCMPPD    $13, Y5, Y2, Y4               \ // missing >= 0
	VBLENDVPD Y4, Y14, Y15, Y0              \
	VCMPPD    $14, Y5, Y1, Y4               \ // slope > 0
	VBLENDVPD Y4, Y3, Y0, Y0

// C is coefficient p of the four.
#define C(p) solver_c+p*2048(SI)

// func solveAVX2(v *solver, fours int, t, ahead float64, n, begin int)
TEXT ·solveAVX2(SB), NOSPLIT, $0-48
	MOVQ         v+0(FP), SI
	MOVQ         SI, DI           // of the marks
	MOVQ         fours+8(FP), CX
	VBROADCASTSD t+16(FP), Y12
	VBROADCASTSD ahead+24(FP), Y13
	MOVQ         n+32(FP), DX
	MOVQ         begin+40(FP), BX
	VMOVUPD      far<>(SB), Y14
	VMOVUPD      near<>(SB), Y15

loop:
	VMOVUPD solver_x(SI), Y0
	VMOVUPD solver_slope(SI), Y1
	VMOVUPD C(0), Y11
	VSUBPD  Y12, Y11, Y11         // c0 - t
	TESTQ   BX, BX
	JEQ     newton
	VMOVAPD Y13, Y2
	STEP

newton:
	MOVQ DX, AX

next:
	VMULPD  Y0, Y0, Y6            // x^2
	VMULPD  C(6), Y6, Y7
	VADDPD  C(4), Y7, Y7
	VMULPD  Y6, Y7, Y7
	VADDPD  C(2), Y7, Y7
	VMULPD  Y6, Y7, Y7
	VADDPD  Y7, Y11, Y7           // even part
	VMULPD  C(5), Y6, Y8
	VADDPD  C(3), Y8, Y8
	VMULPD  Y6, Y8, Y8
	VADDPD  C(1), Y8, Y8
	VMULPD  Y0, Y8, Y8
	VADDPD  Y8, Y7, Y7            // how far over
	VMOVUPD five<>(SB), Y8
	VMULPD  C(5), Y8, Y8
	VMULPD  Y6, Y8, Y8
	VMOVUPD three<>(SB), Y9
	VMULPD  C(3), Y9, Y9
	VADDPD  Y8, Y9, Y8
	VMULPD  Y6, Y8, Y8
	VADDPD  C(1), Y8, Y1
	VMOVUPD six<>(SB), Y8
	VMULPD  C(6), Y8, Y8
	VMULPD  Y6, Y8, Y8
	VMOVUPD four<>(SB), Y9
	VMULPD  C(4), Y9, Y9
	VADDPD  Y8, Y9, Y8
	VMULPD  Y6, Y8, Y8
	VMOVUPD two<>(SB), Y9
	VMULPD  C(2), Y9, Y9
	VADDPD  Y8, Y9, Y8
	VMULPD  Y0, Y8, Y8
	VADDPD  Y8, Y1, Y1            // slope
	VMOVAPD Y0, Y10
	VXORPD  Y5, Y5, Y5
	VCMPPD  $0, Y5, Y5, Y2
	VPSLLQ  $63, Y2, Y2
	VXORPD  Y2, Y7, Y2            // missing: -over
	STEP
	DECQ    AX
	JNZ     next
	VMOVUPD Y0, solver_x(SI)
	VMOVUPD Y1, solver_slope(SI)
	VSUBPD  Y10, Y0, Y2
	VMOVUPD Y2, solver_k(SI)      // the last move
	VANDPD  size<>(SB), Y2, Y2
	VCMPPD  $14, long<>(SB), Y2, Y2
	VCMPPD  $0, Y14, Y0, Y3       // x = furthest
	VCMPPD  $2, solver_high(SI), Y12, Y4
	VANDPD  Y4, Y3, Y3
	VORPD   Y3, Y2, Y2
	VCMPPD  $0, Y15, Y0, Y3
	VCMPPD  $13, solver_low(SI), Y12, Y4
	VANDPD  Y4, Y3, Y3
	VORPD   Y3, Y2, Y2
	VMOVMSKPD Y2, AX
	MOVB    AX, solver_marks(DI)
	INCQ    DI
	ADDQ    $32, SI
	DECQ    CX
	JNZ     loop
	VZEROUPPER
	RET

// func doubtAVX2(v *solver, value, own *float64, fours int, t float64)
TEXT ·doubtAVX2(SB), NOSPLIT, $0-40
	MOVQ         v+0(FP), SI
	MOVQ         SI, DI           // of the marks
	MOVQ         value+8(FP), DX
	MOVQ         own+16(FP), BX
	MOVQ         fours+24(FP), CX
	VBROADCASTSD t+32(FP), Y12
	VMOVUPD      soft<>(SB), Y13
	VMOVUPD      size<>(SB), Y14
	VXORPD       Y15, Y15, Y15

loop:
	VMOVUPD solver_k(SI), Y0
	VMOVUPD (BX), Y1
	VSUBPD  Y0, Y1, Y1            // off: own - k
	VSUBPD  solver_h(SI), Y0, Y2
	VANDPD  Y14, Y2, Y2
	VCMPPD  $1, Y13, Y2, Y2       // k - h is small
	VCMPPD  $3, Y1, Y1, Y3        // off is no number
	VORPD   Y3, Y2, Y2
	VMOVUPD (DX), Y4
	VCMPPD  $2, Y12, Y4, Y4       // value <= t
	VCMPPD  $2, Y15, Y1, Y5       // off <= 0
	VXORPD  Y5, Y4, Y4
	VORPD   Y4, Y2, Y2
	VMOVMSKPD Y2, AX
	MOVB    AX, solver_marks(DI)
	INCQ    DI
	ADDQ    $32, SI
	ADDQ    $32, DX
	ADDQ    $32, BX
	DECQ    CX
	JNZ     loop
	VZEROUPPER
	RET
