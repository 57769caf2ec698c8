"""What the kernel can take from a process that prints: the network, and files it has no use for.

Each is a second wall behind the renderer's own, and is taken where the machine allows: an older
kernel, or a container that forbids it, leaves the other bounds standing.
"""

import ctypes
import os
import struct
from pathlib import Path

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # unshare(2)
NO_NEW_PRIVILEGES = 38  # prctl(2)
CREATE, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # landlock(7); the same on every architecture
VERSION = 1  # flag of CREATE that asks which version the kernel has
PATH_BENEATH = 1  # a kind of rule
EVERY_ACT = (1 << 13) - 1  # on files, as of the first version
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
TCP = 0b11  # bind and connect, as of version 4
_libc = ctypes.CDLL(None)


def be_ended_first() -> None:
    """When memory runs out, let the kernel end us and not whom we print for."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000")
    except OSError:
        return


def leave_the_network() -> bool:
    """Move to a network of our own, with nothing in it. Whether that was allowed.

    Root may; everybody else may where the machine lets them be root of a namespace of their own.
    """
    return any(_libc.unshare(flags) == 0 for flags in (NEW_NETWORK, NEW_USER | NEW_NETWORK))


def read_only(*folders: Path) -> bool:
    """From here on read only these folders, and write or connect nowhere. Whether the kernel could.

    It binds this thread and all it will start.
    """
    version = _call(CREATE, None, 0, VERSION)
    if version < 1:
        return False
    rules = struct.pack("QQ", EVERY_ACT, TCP if version >= 4 else 0)
    ruleset = _call(CREATE, rules, len(rules) if version >= 4 else 8, 0)
    if ruleset < 0:
        return False
    for folder in folders:
        _allow_reading(ruleset, folder)
    _libc.prctl(NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0)))
    bound = _call(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bound


def _allow_reading(ruleset: int, folder: Path) -> None:
    beneath = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    rule = struct.pack("=Qi", READ_FILE | READ_FOLDER, beneath)
    _call(ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
    os.close(beneath)


def _call(number: int, *arguments: bytes | int | None) -> int:
    words = (ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments)
    answer: int = _libc.syscall(number, *words)
    return answer
