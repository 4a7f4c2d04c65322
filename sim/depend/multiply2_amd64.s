//go:build !purego

#include "textflag.h"

// STEP adds what three rows of one column of the factor, at f(SI), make of sixteen
// scenarios, at x(DX).
#define STEP(f, x)                              \
	VBROADCASTSD f(SI), Y12                 \
	VBROADCASTSD (f+8)(SI), Y13             \
	VBROADCASTSD (f+16)(SI), Y14            \
	VMOVUPD      x(DX), Y15                 \
	VFMADD231PD  Y15, Y12, Y0               \
	VFMADD231PD  Y15, Y13, Y4               \
	VFMADD231PD  Y15, Y14, Y8               \
	VMOVUPD      (x+32)(DX), Y15            \
	VFMADD231PD  Y15, Y12, Y1               \
	VFMADD231PD  Y15, Y13, Y5               \
	VFMADD231PD  Y15, Y14, Y9               \
	VMOVUPD      (x+64)(DX), Y15            \
	VFMADD231PD  Y15, Y12, Y2               \
	VFMADD231PD  Y15, Y13, Y6               \
	VFMADD231PD  Y15, Y14, Y10              \
	VMOVUPD      (x+96)(DX), Y15            \
	VFMADD231PD  Y15, Y12, Y3               \
	VFMADD231PD  Y15, Y13, Y7               \
	VFMADD231PD  Y15, Y14, Y11

// func multiplyAVX2(factor, x *float64, depth int, out *targets, at int, more bool)
//
// Twelve registers hold the sums of three rows and the tile's sixteen scenarios, so the
// panel's twelve rows take four rounds. more says that the sums go on from what is in
// the place of the product.
TEXT ·multiplyAVX2(SB), NOSPLIT, $0-41
	MOVQ factor+0(FP), R9
	MOVQ out+24(FP), DI
	MOVQ at+32(FP), BX
	MOVQ $4, R11

rows:
	MOVQ R9, SI
	MOVQ x+8(FP), DX
	MOVQ depth+16(FP), CX
	MOVQ 0(DI), R12
	MOVQ 24(DI), R13
	MOVQ 48(DI), R8
	CMPB more+40(FP), $0
	JNE  more

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
	JMP  begin

more:
	VMOVUPD (R12)(BX*8), Y0
	VMOVUPD 32(R12)(BX*8), Y1
	VMOVUPD 64(R12)(BX*8), Y2
	VMOVUPD 96(R12)(BX*8), Y3
	VMOVUPD (R13)(BX*8), Y4
	VMOVUPD 32(R13)(BX*8), Y5
	VMOVUPD 64(R13)(BX*8), Y6
	VMOVUPD 96(R13)(BX*8), Y7
	VMOVUPD (R8)(BX*8), Y8
	VMOVUPD 32(R8)(BX*8), Y9
	VMOVUPD 64(R8)(BX*8), Y10
	VMOVUPD 96(R8)(BX*8), Y11

begin:
	SUBQ $2, CX
	JLT  last

step:
	STEP(0, 0)
	STEP(96, 128)
	ADDQ $192, SI
	ADDQ $256, DX
	SUBQ $2, CX
	JGE  step

last:
	CMPQ CX, $-1
	JNE  store
	STEP(0, 0)

store:
	VMOVUPD Y0, (R12)(BX*8)
	VMOVUPD Y1, 32(R12)(BX*8)
	VMOVUPD Y2, 64(R12)(BX*8)
	VMOVUPD Y3, 96(R12)(BX*8)
	VMOVUPD Y4, (R13)(BX*8)
	VMOVUPD Y5, 32(R13)(BX*8)
	VMOVUPD Y6, 64(R13)(BX*8)
	VMOVUPD Y7, 96(R13)(BX*8)
	VMOVUPD Y8, (R8)(BX*8)
	VMOVUPD Y9, 32(R8)(BX*8)
	VMOVUPD Y10, 64(R8)(BX*8)
	VMOVUPD Y11, 96(R8)(BX*8)

	ADDQ $24, R9
	ADDQ $72, DI // three slices
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
