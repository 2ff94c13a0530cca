"""A lock on an open file that the operating system holds, and lets go of however the process ends."""

import sys

if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> None:
        """Lock the file of a handle until it is closed. Raises OSError, mostly BlockingIOError, when another has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def try_lock(handle: int) -> None:
        """Lock the file of a handle until it is closed. Raises OSError, mostly BlockingIOError, when another has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
