"""A folder that passes with its process: what one that was killed has left behind, the next one clears away.

Whose process lives is told by a lock on a file in the folder: the operating system lets go of it however a process
ends. A number of a process would not do, since it is given again to another.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.store.oslock import try_lock

_LOCK = ".lock"


@contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """Give a new folder of this machine's temporary ones; it and those of the dead of this prefix go."""
    folder, handle = _claimed(prefix)
    try:
        for other in folder.parent.glob(f"{prefix}*"):
            if other != folder and _is_own(other, folder):
                _clear_away(other)
        yield folder
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def _claimed(prefix: str) -> tuple[Path, int]:
    """Return a new folder and the handle that holds it; made anew if somebody took it for a dead one's meanwhile."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        try:
            handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            continue
        try:
            try_lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            continue
        except OSError:  # no locks on this disk: nobody can take the folder for a dead one's, nor clear it away
            return folder, handle
        if (folder / _LOCK).exists():
            return folder, handle
        os.close(handle)


def _is_own(other: Path, folder: Path) -> bool:
    """Tell whether something is a folder of the same user's: the place is everybody's, and names can be imitated."""
    try:
        found = other.lstat()
    except OSError:  # it has just gone
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == folder.stat().st_uid


def _clear_away(folder: Path) -> None:
    """Delete a folder if its process is no more; one without a lock may be just being made."""
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR)
    except OSError:
        return
    try:
        try_lock(handle)
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:  # it lives
        return
    finally:
        os.close(handle)
    shutil.rmtree(folder, ignore_errors=True)  # with the lock, where an open file cannot be deleted
