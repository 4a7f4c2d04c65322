package page

import "golang.org/x/sys/unix"

// limit bounds a child that waits for its first byte.
func limit(pid int) error {
	for resource, most := range map[int]uint64{unix.RLIMIT_DATA: childMemory, unix.RLIMIT_CPU: childSeconds, unix.RLIMIT_CORE: 0} {
		if err := unix.Prlimit(pid, resource, &unix.Rlimit{Cur: most, Max: most}, nil); err != nil {
			return err
		}
	}
	return nil
}
