//go:build !purego

#include "textflag.h"

DATA oneMonth2<>+0(SB)/8, $1.0
GLOBL oneMonth2<>(SB), RODATA|NOPTR, $8
DATA fourLanes<>+0(SB)/8, $1
DATA fourLanes<>+8(SB)/8, $2
DATA fourLanes<>+16(SB)/8, $4
DATA fourLanes<>+24(SB)/8, $8
GLOBL fourLanes<>(SB), RODATA|NOPTR, $32

// ROW adds the amounts that start in a month to its row.
#define ROW(month, at) \
	VCMPPD  $0, month, Y1, Y2     \
	VORPD   Y2, Y4, Y4            \
	VANDPD  Y2, Y0, Y2            \
	VADDPD  at(DI)(AX*1), Y2, Y2  \
	VMOVUPD Y2, at(DI)(AX*1)

// func gatherAVX2(rows, total, amount, shift *float64, scale, planned, first float64, n int, want uint64, fours int, amountAhead, shiftAhead *float64) (rest uint64)
//
// gatherAVX512 by four scenarios at a time, of fours times four. A scenario that is not
// wanted starts at no number, and one that starts in another month adds zero to a row,
// which changes no sum that begins at zero.
TEXT ·gatherAVX2(SB), NOSPLIT, $0-104
	MOVQ         rows+0(FP), DI
	MOVQ         total+8(FP), SI
	MOVQ         amount+16(FP), DX
	MOVQ         shift+24(FP), BX
	VBROADCASTSD scale+32(FP), Y5
	VBROADCASTSD planned+40(FP), Y6
	VMOVDQU      fourLanes<>(SB), Y7
	VBROADCASTSD first+48(FP), Y8
	VBROADCASTSD oneMonth2<>(SB), Y0
	VADDPD       Y0, Y8, Y9
	VADDPD       Y0, Y9, Y10
	VADDPD       Y0, Y10, Y11
	VADDPD       Y0, Y11, Y12
	VADDPD       Y0, Y12, Y13
	VADDPD       Y0, Y13, Y14
	VADDPD       Y0, Y14, Y15
	MOVQ         n+56(FP), R8
	MOVQ         want+64(FP), R11 // of the scenarios to come
	MOVQ         fours+72(FP), R9
	SHLQ         $5, R9
	MOVQ         amountAhead+80(FP), R10
	MOVQ         shiftAhead+88(FP), R15
	XORQ         AX, AX           // bytes done
	XORQ         CX, CX           // scenarios done
	XORQ         R12, R12         // those added

four:
	PREFETCHT0   (R10)(AX*1)
	PREFETCHT0   (R15)(AX*1)
	VMOVQ        R11, X4
	VPBROADCASTQ X4, Y4
	VPANDN       Y7, Y4, Y4
	VPCMPEQQ     Y7, Y4, Y3         // those not wanted
	VMULPD       (DX)(AX*1), Y5, Y0
	VADDPD       (BX)(AX*1), Y6, Y1
	VORPD        Y3, Y1, Y1
	VXORPD       Y4, Y4, Y4         // those added
	CMPQ         R8, $4
	JLE          few
	CMPQ         R8, $6
	JLT          five
	JEQ          six
	CMPQ         R8, $7
	JEQ          seven
	ROW(Y15, 3584)

seven:
	ROW(Y14, 3072)

six:
	ROW(Y13, 2560)

five:
	ROW(Y12, 2048)
	JMP all

few:
	CMPQ R8, $2
	JLT  one
	JEQ  two
	CMPQ R8, $3
	JEQ  three

all:
	ROW(Y11, 1536)

three:
	ROW(Y10, 1024)

two:
	ROW(Y9, 512)

one:
	ROW(Y8, 0)
	VANDPD    Y4, Y0, Y0
	VADDPD    (SI)(AX*1), Y0, Y0
	VMOVUPD   Y0, (SI)(AX*1)
	VMOVMSKPD Y4, R13
	SHLQ      CX, R13
	ORQ       R13, R12
	ADDQ      $4, CX
	ADDQ      $32, AX
	SHRQ      $4, R11
	CMPQ      AX, R9
	JLT       four
	VZEROUPPER
	NOTQ      R12
	ANDQ      want+64(FP), R12
	MOVQ      R12, rest+96(FP)
	RET
