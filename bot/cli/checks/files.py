"""Who may read what: the configuration, the database and the log hold what is nobody else's business."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.checks.place import Place
from core.finding import Finding

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


async def files(place: Place) -> Sequence[Finding]:
    """Return a finding for each file that is there."""
    if os.name != "posix":
        return ()
    return tuple(_of(name, file) for name, file in _named(place) if file is not None and file.exists())


def _named(place: Place) -> Iterator[tuple[str, Path | None]]:
    token_file = place.config.discord.token_file
    yield "Configuration file", place.file
    yield "Token file", Path(token_file) if token_file else None
    yield "Database file", place.database
    yield "Log file", place.config.log.path


def _of(name: str, file: Path) -> Finding:
    others = stat.S_IMODE(file.stat().st_mode) & _OTHERS
    if not others:
        return Finding(name, well=True, found=f"{file}: only its owner can read it.")
    return Finding(
        name, well=False, found=f"{file}: others on this machine can get at it.", mend=f"Run: chmod 600 {file}"
    )
