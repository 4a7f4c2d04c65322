//go:build !purego

#include "textflag.h"

// func lookAVX2(l *looking, x, y, v, w *float64, m, n int) (next, found int)
//
// What looking.look does, the four sums as one vector: Y2 sums, Y3 moved, Y6 the sums
// before, BX which were short; a stop takes 48 bytes.
TEXT ·lookAVX2(SB), NOSPLIT, $0-72
	MOVQ     l+0(FP), DX
	MOVQ     x+8(FP), SI
	MOVQ     y+16(FP), DI
	MOVQ     v+24(FP), R8
	MOVQ     w+32(FP), R9
	MOVQ     m+40(FP), CX
	MOVQ     n+48(FP), R10
	VMOVUPD  (DX), Y2
	VMOVUPD  32(DX), Y3
	MOVQ     64(DX), BX
	LEAQ     72(DX), R11
	XORQ     R12, R12
	VPCMPEQD Y7, Y7, Y7
	VPSRLQ   $1, Y7, Y7 // all bits but the sign
	VBROADCASTSD ·lostInRounding(SB), Y8
	CMPQ     CX, R10
	JGE      done

month:
	VMOVSD      (SI)(CX*8), X0
	VMOVHPD     (DI)(CX*8), X0, X0
	VMOVSD      (R8)(CX*8), X1
	VMOVHPD     (R9)(CX*8), X1, X1
	VMULPD      X0, X1, X1
	VINSERTF128 $1, X1, Y0, Y0
	VMOVAPD     Y2, Y6
	VADDPD      Y0, Y2, Y2
	VANDPD      Y7, Y0, Y0
	VADDPD      Y0, Y3, Y3
	VMULPD      Y8, Y3, Y4
	VCMPPD      $1, Y4, Y2, Y5
	VMOVMSKPD   Y5, AX
	CMPQ        AX, BX
	JNE         turned
	INCQ        CX
	CMPQ        CX, R10
	JLT         month
	JMP         done

turned:
	VMOVUPD Y6, (R11)
	MOVQ    CX, 32(R11)
	MOVQ    AX, 40(R11)
	MOVQ    AX, BX
	ADDQ    $48, R11
	INCQ    R12
	INCQ    CX
	CMPQ    R12, $8
	JEQ     done
	CMPQ    CX, R10
	JLT     month

done:
	VMOVUPD Y2, (DX)
	VMOVUPD Y3, 32(DX)
	MOVQ    BX, 64(DX)
	MOVQ    CX, next+56(FP)
	MOVQ    R12, found+64(FP)
	VZEROUPPER
	RET
