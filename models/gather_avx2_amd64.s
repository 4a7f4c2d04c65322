//go:build !purego

#include "textflag.h"

DATA oneMonth2<>+0(SB)/8, $1.0
GLOBL oneMonth2<>(SB), RODATA|NOPTR, $8
DATA fourLanes<>+0(SB)/8, $1
DATA fourLanes<>+8(SB)/8, $2
DATA fourLanes<>+16(SB)/8, $4
DATA fourLanes<>+24(SB)/8, $8
GLOBL fourLanes<>(SB), RODATA|NOPTR, $32

// func gatherAVX2(rows, total, amount, shift *float64, scale, planned, first float64, n int, want uint64, fours int, amountAhead, shiftAhead *float64) (rest uint64)
//
// gatherAVX512 by four scenarios at a time, of fours times four.
TEXT ·gatherAVX2(SB), NOSPLIT, $0-104
	MOVQ         rows+0(FP), DI
	MOVQ         total+8(FP), SI
	MOVQ         amount+16(FP), DX
	MOVQ         shift+24(FP), BX
	VBROADCASTSD scale+32(FP), Y10
	VBROADCASTSD planned+40(FP), Y11
	VBROADCASTSD first+48(FP), Y12
	VBROADCASTSD oneMonth2<>(SB), Y13
	VMOVDQU      fourLanes<>(SB), Y14
	MOVQ         n+56(FP), R8
	MOVQ         want+64(FP), R11 // of the scenarios to come
	MOVQ         fours+72(FP), R9
	MOVQ         amountAhead+80(FP), R10
	MOVQ         shiftAhead+88(FP), R15
	XORQ         CX, CX           // scenarios done
	XORQ         R12, R12         // those added

four:
	PREFETCHT0   (R10)
	PREFETCHT0   (R15)
	VMOVQ        R11, X4
	VPBROADCASTQ X4, Y4
	VPAND        Y14, Y4, Y4
	VPCMPEQQ     Y14, Y4, Y4 // those wanted
	VMULPD       (DX), Y10, Y0
	VADDPD       (BX), Y11, Y1
	VMOVAPD      Y12, Y2
	VXORPD       Y5, Y5, Y5  // those added
	MOVQ         DI, R13
	MOVQ         R8, AX

row:
	VCMPPD    $0, Y2, Y1, Y3
	VANDPD    Y4, Y3, Y3
	VMOVUPD   (R13), Y6
	VADDPD    Y0, Y6, Y7
	VBLENDVPD Y3, Y7, Y6, Y6
	VMOVUPD   Y6, (R13)
	VORPD     Y3, Y5, Y5
	VADDPD    Y13, Y2, Y2
	ADDQ      $512, R13
	DECQ      AX
	JNZ       row

	VMOVUPD   (SI), Y6
	VADDPD    Y0, Y6, Y7
	VBLENDVPD Y5, Y7, Y6, Y6
	VMOVUPD   Y6, (SI)
	VMOVMSKPD Y5, AX
	SHLQ      CX, AX
	ORQ       AX, R12
	ADDQ      $4, CX
	ADDQ      $32, SI
	ADDQ      $32, DX
	ADDQ      $32, BX
	ADDQ      $32, R10
	ADDQ      $32, R15
	ADDQ      $32, DI
	SHRQ      $4, R11
	DECQ      R9
	JNZ       four
	VZEROUPPER
	NOTQ R12
	ANDQ want+64(FP), R12
	MOVQ R12, rest+96(FP)
	RET
