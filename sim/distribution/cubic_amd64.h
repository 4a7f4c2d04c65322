// CUBICS evaluates eight cubics, one a lane. In: AX the first cell, Z1 the
// offsets of the eight cells in bytes, Z2 the places t in them, BX as OFFSETS
// leaves it. Out: Z3. A cell is 32 bytes: eight loads of one cell each and a
// transposition are more than twice as fast as four gathers. The offsets go
// through memory in two halves: with one store of all eight the whole takes
// over twice as long, and moving them from register to register takes the units that
// the arithmetic needs. Products and sums round separately, as in cubic.at.
// Uses Z1 to Z11 and R8 to R13.
#define CUBICS                                          \
	VMOVDQU       Y1, (BX)                          \
	VEXTRACTI64X4 $1, Z1, Y3                        \
	VMOVDQU       Y3, 32(BX)                        \
	MOVQ          (BX), R8                          \
	MOVQ          8(BX), R9                         \
	MOVQ          16(BX), R10                       \
	MOVQ          24(BX), R11                       \
	MOVQ          32(BX), R12                       \
	MOVQ          40(BX), R13                       \
	VMOVUPD       (AX)(R8*1), Y4                    \
	VMOVUPD       (AX)(R9*1), Y5                    \
	MOVQ          48(BX), R8                        \
	MOVQ          56(BX), R9                        \
	VMOVUPD       (AX)(R12*1), Y6                   \
	VMOVUPD       (AX)(R13*1), Y7                   \
	VINSERTF64X4  $1, (AX)(R10*1), Z4, Z4           \
	VINSERTF64X4  $1, (AX)(R11*1), Z5, Z5           \
	VINSERTF64X4  $1, (AX)(R8*1), Z6, Z6            \
	VINSERTF64X4  $1, (AX)(R9*1), Z7, Z7            \
	VUNPCKLPD     Z5, Z4, Z8                        \
	VUNPCKHPD     Z5, Z4, Z9                        \
	VUNPCKLPD     Z7, Z6, Z10                       \
	VUNPCKHPD     Z7, Z6, Z11                       \
	VSHUFF64X2    $0xDD, Z11, Z9, Z3                \
	VSHUFF64X2    $0xDD, Z10, Z8, Z4                \
	VSHUFF64X2    $0x88, Z11, Z9, Z5                \
	VSHUFF64X2    $0x88, Z10, Z8, Z6                \
	VMULPD        Z2, Z3, Z3                        \
	VADDPD        Z4, Z3, Z3                        \
	VMULPD        Z2, Z3, Z3                        \
	VADDPD        Z5, Z3, Z3                        \
	VMULPD        Z2, Z3, Z3                        \
	VADDPD        Z6, Z3, Z3

// LANES sets K7 to the lanes of this turn: all eight, or the last CX of a
// column. Uses R8, R9.
#define LANES                                           \
	MOVQ          $8, R8                            \
	CMPQ          CX, R8                            \
	CMOVQLT       CX, R8                            \
	MOVQ          $-1, R9                           \
	BZHIQ         R8, R9, R9                        \
	KMOVB         R9, K7

// CONSTANT fills a register with one 64-bit pattern. Uses R8.
#define CONSTANT(bits, z)                               \
	MOVQ          $bits, R8                         \
	VPBROADCASTQ  R8, z

// OFFSETS sets BX to the 64 bytes of a frame of 128 that CUBICS keeps its
// offsets in: in one line of the cache, so that they are read back at once.
#define OFFSETS                                         \
	LEAQ          63(SP), BX                        \
	ANDQ          $-64, BX
