//go:build !purego

#include "textflag.h"

// NODE adds what the line has moved by at a node to its place in the sums.
#define NODE(at, sums)              \
	VMULPD  at, Y15, Y0         \
	VSUBPD  Y1, Y0, Y0          \
	VMULPD  Y0, Y2, Y0          \
	VADDPD  sums, Y0, Y0        \
	VMOVUPD Y0, sums

// func addMovesAVX2(sums, at, drawn, weights *float64, fours, next int, scale float64)
TEXT ·addMovesAVX2(SB), NOSPLIT, $0-56
	MOVQ         sums+0(FP), DI
	MOVQ         at+8(FP), SI
	MOVQ         drawn+16(FP), DX
	MOVQ         weights+24(FP), BX
	MOVQ         fours+32(FP), CX
	MOVQ         next+40(FP), R12
	VBROADCASTSD scale+48(FP), Y15
	MOVQ         CX, R8
	SHLQ         $5, R8           // from one node to the next, and three and five of them
	LEAQ         (R8)(R8*2), R9
	LEAQ         (R8)(R8*4), R10

loop:
	VMULPD (DX), Y15, Y1
	VMOVUPD (BX), Y2
	NODE((SI), (DI))
	NODE((SI)(R8*1), (DI)(R8*1))
	NODE((SI)(R8*2), (DI)(R8*2))
	NODE((SI)(R9*1), (DI)(R9*1))
	NODE((SI)(R8*4), (DI)(R8*4))
	NODE((SI)(R10*1), (DI)(R10*1))
	NODE((SI)(R9*2), (DI)(R9*2))
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $32, DX
	ADDQ R12, BX
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET
