"""One bot on a SQLite file: two would strike every deadline twice and post every board twice.

The operating system holds the lock and lets go of it however the process ends, so nobody has to remove a file after a
crash. A server has locks of its own and takes several bots at once.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.store.address import plain_file
from core.store.oslock import try_lock
from core.store.trouble import StoreTrouble


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """Be the one bot on a SQLite file for as long as this lasts. Raises StoreTrouble when another one is there."""
    file = plain_file(url)
    if file is None:
        yield
        return
    handle = _opened(Path(f"{file}.lock"))
    try:
        try:
            try_lock(handle)
        except (BlockingIOError, PermissionError):
            raise StoreTrouble(
                f"Another Entente is running on {file}. Stop that one first, or name another database."
            ) from None
        except OSError as error:
            raise StoreTrouble(
                f"{file} cannot be locked ({error.strerror}). Keep it on a disk of this machine, not on a shared one."
            ) from None
        yield
    finally:
        os.close(handle)


def _opened(lock: Path) -> int:
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        return os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreTrouble(f"{lock}: {error.strerror}. Name a folder that Entente may write to.") from None
