"""Halves of backups that a process left which was killed: each as large as the database, and no use to anybody."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.store.backup import parts_in

_LOG = logging.getLogger(__name__)
_LEFT = timedelta(days=1)
"""As old as this, no half of a file is still being written."""


def sweep(folder: Path, stem: str, now: datetime, mine: Callable[[str], bool]) -> None:
    """Delete from a folder what was to become a file that is `mine` alone to write, and old halves of this stem.

    What cannot be deleted stays, with a line in the log: it is no reason to make no backup.
    """
    try:
        for part, target in parts_in(folder):
            if mine(target) or (target.startswith(stem) and _changed(part) < now - _LEFT):
                part.unlink(missing_ok=True)
    except FileNotFoundError:  # no folder yet, or whoever wrote a half has just ended
        return
    except OSError as error:
        _LOG.warning("what was left half made stays: %s", error)


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
