"""What a process that runs a stranger's derivation may still do: compute, read, and answer through what it has open.

Three lines stand behind the check of the syntax tree: SymPy reads no text as an expression, Python refuses to open,
connect and start, and on Linux the kernel does.  A process confines itself, once, and cannot undo it.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys

from verifier.claim import MalformedClaim

LONGEST_ANSWER = 64 * 2**20  # bytes of one record
FILE_SIZE = 16 * 2**20  # bytes that the process may write to what it has open
REFUSED = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork", "os.startfile", "os.kill", "os.remove",
           "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.putenv", "os.unsetenv",
           "shutil.", "ctypes.", "ftplib.", "http.client", "imaplib.", "nntplib.", "poplib.", "smtplib.", "telnetlib.", "urllib.", "webbrowser.",
           "pty.", "tempfile.", "code.__new__", "sys.setprofile", "sys.settrace", "cpython.remote_debugger")
UNIMPORTED = frozenset(("socket", "ssl", "ctypes", "subprocess", "multiprocessing", "asyncio", "http", "urllib", "ftplib", "smtplib", "webbrowser", "pty"))
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_confined = False


def is_confined() -> bool:
    """Whether this process confined itself; what it loads is then checked to be data."""
    return _confined


def strength() -> str:
    """What holds here if the check of the syntax tree should miss something."""
    return "kernel" if _kernel_filters() else "Python"


def confine(kept: tuple[int, ...]) -> None:
    """Give up, for good, everything but computing and the open files `kept`."""
    global _confined
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    _close_all_but({0, 1, 2, *kept})
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.dont_write_bytecode = True
    _read_no_text()
    if _kernel_filters():
        from verifier.running.system_calls import give_up
        give_up()
    sys.addaudithook(_refuse)
    _confined = True


def _kernel_filters() -> bool:
    return sys.platform == "linux" and platform.machine() == "x86_64" and sys.maxsize > 2**32


def _close_all_but(kept: set[int]) -> None:
    last = -1
    for number in sorted(kept):
        if last + 1 < number:  # an empty range up to 0 would close all
            os.closerange(last + 1, number)
        last = number
    most = os.sysconf("SC_OPEN_MAX")
    os.closerange(last + 1, most if 0 < most < 2**31 else 2**16)


def _read_no_text() -> None:
    """SymPy would run the text that it is given in place of an expression: here it says so instead."""
    from sympy.parsing import sympy_parser

    def refuse(text, *_, **__):
        raise MalformedClaim(f"the text {str(text)[:60]!r} stands where an expression is asked for; write the expression itself")

    for name in ("parse_expr", "stringify_expr", "eval_expr"):
        setattr(sympy_parser, name, refuse)


def _refuse(event: str, arguments: tuple) -> None:
    if event == "open":
        path, mode, flags = arguments
        if not isinstance(path, int) and (set(mode or "") & set("wax+") or (flags or 0) & WRITING):
            raise PermissionError(f"an untrusted derivation writes no file: {path}")
    elif event == "import" and arguments[0].partition(".")[0] in UNIMPORTED:
        raise PermissionError(f"an untrusted derivation does not import {arguments[0]}")
    elif event.startswith(REFUSED) and not (event == "os.truncate" and isinstance(arguments[0], int)):  # what is open may be written
        raise PermissionError(f"an untrusted derivation does not do {event}")
