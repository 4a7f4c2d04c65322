package sim

import "syscall"

// adviseLarge asks for large pages. It is advice: nothing depends on it.
func adviseLarge(memory []byte) { _ = syscall.Madvise(memory, syscall.MADV_HUGEPAGE) }
