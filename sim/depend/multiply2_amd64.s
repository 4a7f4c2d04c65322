//go:build !purego

#include "textflag.h"

// func multiplyAVX2(factor, x *float64, depth int, out *targets, at int)
//
// Sixteen registers hold the twelve sums of six rows and eight scenarios, so
// the panel's twelve rows and the tile's sixteen scenarios take four rounds:
// R8 walks over the halves of the scenarios inside, R9 over those of the rows.
TEXT ·multiplyAVX2(SB), NOSPLIT, $0-40
	MOVQ factor+0(FP), R9
	MOVQ out+24(FP), DI
	MOVQ $2, R11

rows:
	MOVQ x+8(FP), R8
	MOVQ at+32(FP), BX
	MOVQ $2, R10

scenarios:
	MOVQ R9, SI
	MOVQ R8, DX
	MOVQ depth+16(FP), CX

	VXORPD Y0, Y0, Y0
	VXORPD Y1, Y1, Y1
	VXORPD Y2, Y2, Y2
	VXORPD Y3, Y3, Y3
	VXORPD Y4, Y4, Y4
	VXORPD Y5, Y5, Y5
	VXORPD Y6, Y6, Y6
	VXORPD Y7, Y7, Y7
	VXORPD Y8, Y8, Y8
	VXORPD Y9, Y9, Y9
	VXORPD Y10, Y10, Y10
	VXORPD Y11, Y11, Y11

step:
	VMOVUPD (DX), Y12
	VMOVUPD 32(DX), Y13

	VBROADCASTSD (SI), Y14
	VFMADD231PD Y12, Y14, Y0
	VFMADD231PD Y13, Y14, Y1
	VBROADCASTSD 8(SI), Y15
	VFMADD231PD Y12, Y15, Y2
	VFMADD231PD Y13, Y15, Y3
	VBROADCASTSD 16(SI), Y14
	VFMADD231PD Y12, Y14, Y4
	VFMADD231PD Y13, Y14, Y5
	VBROADCASTSD 24(SI), Y15
	VFMADD231PD Y12, Y15, Y6
	VFMADD231PD Y13, Y15, Y7
	VBROADCASTSD 32(SI), Y14
	VFMADD231PD Y12, Y14, Y8
	VFMADD231PD Y13, Y14, Y9
	VBROADCASTSD 40(SI), Y15
	VFMADD231PD Y12, Y15, Y10
	VFMADD231PD Y13, Y15, Y11

	ADDQ $96, SI
	ADDQ $128, DX
	DECQ CX
	JNZ  step

	MOVQ 0(DI), R12
	VMOVUPD Y0, (R12)(BX*8)
	VMOVUPD Y1, 32(R12)(BX*8)
	MOVQ 24(DI), R12
	VMOVUPD Y2, (R12)(BX*8)
	VMOVUPD Y3, 32(R12)(BX*8)
	MOVQ 48(DI), R12
	VMOVUPD Y4, (R12)(BX*8)
	VMOVUPD Y5, 32(R12)(BX*8)
	MOVQ 72(DI), R12
	VMOVUPD Y6, (R12)(BX*8)
	VMOVUPD Y7, 32(R12)(BX*8)
	MOVQ 96(DI), R12
	VMOVUPD Y8, (R12)(BX*8)
	VMOVUPD Y9, 32(R12)(BX*8)
	MOVQ 120(DI), R12
	VMOVUPD Y10, (R12)(BX*8)
	VMOVUPD Y11, 32(R12)(BX*8)

	ADDQ $64, R8
	ADDQ $8, BX
	DECQ R10
	JNZ  scenarios

	ADDQ $48, R9
	ADDQ $144, DI // six slices
	DECQ R11
	JNZ  rows

	VZEROUPPER
	RET

// func addTilesAVX2(dst, src *float64, dstStride, srcStride uintptr, tiles int, weight float64)
//
// The product and the sum are rounded one by one, as in Go.
TEXT ·addTilesAVX2(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         src+8(FP), SI
	MOVQ         dstStride+16(FP), R8
	MOVQ         srcStride+24(FP), R9
	MOVQ         tiles+32(FP), CX
	VBROADCASTSD weight+40(FP), Y15

tile:
	VMULPD  (SI), Y15, Y0
	VMULPD  32(SI), Y15, Y1
	VMULPD  64(SI), Y15, Y2
	VMULPD  96(SI), Y15, Y3
	VADDPD  (DI), Y0, Y0
	VADDPD  32(DI), Y1, Y1
	VADDPD  64(DI), Y2, Y2
	VADDPD  96(DI), Y3, Y3
	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	ADDQ    R9, SI
	ADDQ    R8, DI
	DECQ    CX
	JNZ     tile

	VZEROUPPER
	RET
