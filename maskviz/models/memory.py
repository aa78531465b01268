"""Memory that one run frees is kept for the next, and given back when nobody needs it."""

import ctypes
import platform

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # names of settings in glibc's malloc.h
KEPT = 256 << 20  # bytes of free memory that stay with the process
LARGEST = 32 << 20  # bytes of one array that comes out of it; glibc takes no more
ARENAS = 2  # heaps; unless told, glibc makes one for each thread that finds the others in use


def is_glibc() -> bool:
    return platform.libc_ver()[0] == "glibc"


def keep_freed_memory() -> bool:
    """Ask the C library to keep what a run frees; whether it does (glibc alone is asked).

    A trace of 256 tokens fills and frees arrays of 1.5 MB. Given back to the system they come again
    as new pages, each to be zeroed: measured, the trace then took 1.6 times the plain forward pass
    and 1.15 times when they were kept. Each heap keeps its own, so there are few.
    """
    if not is_glibc():
        return False
    library = ctypes.CDLL(None)
    wanted = {TRIM_THRESHOLD: KEPT, MMAP_THRESHOLD: LARGEST, ARENA_MAX: ARENAS}
    return all([library.mallopt(name, value) for name, value in wanted.items()])


def give_back_memory() -> bool:
    """Give all free memory back to the system now; whether there was some.

    It takes 0.1 s for a GB, without the interpreter's lock.
    """
    return is_glibc() and bool(ctypes.CDLL(None).malloc_trim(0))
