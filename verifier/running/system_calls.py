"""The filter by which a Linux process on x86-64 gives up every system call but those of computing and reading."""

from __future__ import annotations

import ctypes
import errno

ARCHITECTURE = 0xC000003E  # AUDIT_ARCH_X86_64: the numbers below mean these calls there only
FREE = {  # number -> name
    0: "read", 1: "write", 3: "close", 4: "stat", 5: "fstat", 6: "lstat", 7: "poll", 8: "lseek", 9: "mmap", 10: "mprotect", 11: "munmap",
    12: "brk", 13: "rt_sigaction", 14: "rt_sigprocmask", 15: "rt_sigreturn", 16: "ioctl", 17: "pread64", 18: "pwrite64", 19: "readv",
    20: "writev", 21: "access", 23: "select", 24: "sched_yield", 25: "mremap", 27: "mincore", 28: "madvise", 32: "dup", 33: "dup2",
    34: "pause", 35: "nanosleep", 36: "getitimer", 37: "alarm", 38: "setitimer", 39: "getpid", 60: "exit", 63: "uname", 72: "fcntl",
    77: "ftruncate", 78: "getdents", 79: "getcwd", 80: "chdir", 89: "readlink", 96: "gettimeofday", 97: "getrlimit", 98: "getrusage",
    99: "sysinfo", 100: "times", 102: "getuid", 104: "getgid", 107: "geteuid", 108: "getegid", 110: "getppid", 131: "sigaltstack",
    137: "statfs", 138: "fstatfs", 158: "arch_prctl", 186: "gettid", 201: "time", 202: "futex", 203: "sched_setaffinity",
    204: "sched_getaffinity", 217: "getdents64", 218: "set_tid_address", 219: "restart_syscall", 221: "fadvise64", 228: "clock_gettime",
    229: "clock_getres", 230: "clock_nanosleep", 231: "exit_group", 262: "newfstatat", 267: "readlinkat", 269: "faccessat", 270: "pselect6",
    271: "ppoll", 273: "set_robust_list", 292: "dup3", 309: "getcpu", 318: "getrandom", 324: "membarrier", 332: "statx", 334: "rseq",
    439: "faccessat2"}
OPEN, OPENAT, CLONE, CLONE3, PRLIMIT = 2, 257, 56, 435, 302
WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_TMPFILE's own bit
NEW_THREAD = 0x00010000  # CLONE_THREAD: threads share all of this, processes are refused
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06  # of the Berkeley packet filter: words, constants
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000  # what the filter returns; REFUSE carries an errno
NUMBER, ARCH = 0, 4  # offsets in the call's data


def _argument(position: int) -> int:
    """The offset of the low half of an argument."""
    return 16 + 8 * position


class _Instruction(ctypes.Structure):
    _fields_ = [("code", ctypes.c_ushort), ("if_true", ctypes.c_ubyte), ("if_false", ctypes.c_ubyte), ("operand", ctypes.c_uint)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction))]


def program() -> list[tuple[int, int, int, int]]:
    """The filter: (code, jump if true, jump if false, operand) for each instruction."""
    lines = [(LOAD, 0, 0, ARCH), (EQUAL, 1, 0, ARCHITECTURE), (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER)]
    for number in FREE:
        lines += [(EQUAL, 0, 1, number), (RETURN, 0, 0, ALLOW)]
    lines += _if_bits(OPEN, _argument(1), WRITING, REFUSE | errno.EPERM, ALLOW)
    lines += _if_bits(OPENAT, _argument(2), WRITING, REFUSE | errno.EPERM, ALLOW)
    lines += _if_bits(CLONE, _argument(0), NEW_THREAD, ALLOW, REFUSE | errno.EPERM)
    lines += _if_bits(PRLIMIT, _argument(0), 0xFFFFFFFF, REFUSE | errno.EPERM, ALLOW)  # its own limits only
    lines += [(EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, REFUSE | errno.ENOSYS)]  # its flags cannot be seen: the C library takes clone instead
    return [*lines, (RETURN, 0, 0, REFUSE | errno.EPERM)]


def _if_bits(number: int, offset: int, bits: int, then: int, otherwise: int) -> list[tuple[int, int, int, int]]:
    """For one call: whether any of the bits of an argument is set."""
    return [(EQUAL, 0, 4, number), (LOAD, 0, 0, offset), (ANY_BIT, 0, 1, bits), (RETURN, 0, 0, then), (RETURN, 0, 0, otherwise)]


def give_up() -> None:
    """Install the filter in this process, for good; OSError when the kernel takes none."""
    lines = program()
    instructions = (_Instruction * len(lines))(*lines)
    library = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, seccomp, filtering = 38, 22, 2
    for arguments in ((no_new_privileges, 1, 0, 0, 0), (seccomp, filtering, ctypes.byref(_Program(len(lines), instructions)), 0, 0)):
        if library.prctl(*arguments):
            raise OSError(ctypes.get_errno(), "this system takes no filter of system calls, so it cannot confine an untrusted derivation")
