// CUBICS4 is CUBICS for the four lanes of AVX2: AX the first cell, Y1 the offsets of
// the four cells in bytes, Y2 the places t in them, BX 32 bytes of a frame. Out: Y3.
// Uses Y1 to Y9 and R8 to R11.
#define CUBICS4                                 \
	VMOVDQU    Y1, (BX)                     \
	MOVQ       (BX), R8                     \
	MOVQ       8(BX), R9                    \
	MOVQ       16(BX), R10                  \
	MOVQ       24(BX), R11                  \
	VMOVUPD    (AX)(R8*1), Y4               \
	VMOVUPD    (AX)(R9*1), Y5               \
	VMOVUPD    (AX)(R10*1), Y6              \
	VMOVUPD    (AX)(R11*1), Y7              \
	VUNPCKLPD  Y5, Y4, Y8                   \
	VUNPCKHPD  Y5, Y4, Y4                   \
	VUNPCKLPD  Y7, Y6, Y9                   \
	VUNPCKHPD  Y7, Y6, Y6                   \
	VPERM2F128 $0x31, Y6, Y4, Y3            \
	VPERM2F128 $0x31, Y9, Y8, Y7            \
	VPERM2F128 $0x20, Y6, Y4, Y5            \
	VPERM2F128 $0x20, Y9, Y8, Y6            \
	VMULPD     Y2, Y3, Y3                   \
	VADDPD     Y7, Y3, Y3                   \
	VMULPD     Y2, Y3, Y3                   \
	VADDPD     Y5, Y3, Y3                   \
	VMULPD     Y2, Y3, Y3                   \
	VADDPD     Y6, Y3, Y3

// CONSTANT4 fills a register with one 64-bit pattern. Uses R8.
#define CONSTANT4(bits, x, y)                   \
	MOVQ         $bits, R8                  \
	VMOVQ        R8, x                      \
	VPBROADCASTQ x, y

// OFFSETS4 sets BX to 32 bytes in one line of the cache, of a frame of 64.
#define OFFSETS4                                \
	LEAQ 31(SP), BX                         \
	ANDQ $-32, BX
