"""A process that does not clear up after itself: it says where it is, and then hangs until it is killed.

`pictures`: has a folder of pictures open. `backup LIVE FOLDER`: has written half of a scheduled backup.
"""

import asyncio
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from bot.passing import passing_folder
from bot.run.backups import of_file
from bot.settings import Backup
from core.store import backup as copying
from core.store.engine import url_of

_NIGHT = datetime(2026, 9, 6, 3, 30, tzinfo=UTC)


def _hang(said: object) -> None:
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
    threading.Event().wait()


def pictures() -> None:
    with passing_folder("entente-pictures-") as folder:
        (folder / "map.png").write_bytes(b"a map")
        _hang(folder)


def backup(live: Path, folder: Path) -> None:
    def half(
        source: Path,
        target: Path,
        given_up: threading.Event | None = None,  # noqa: ARG001 (named as in the copy that it stands for)
    ) -> None:
        target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        _hang(target)

    copying.copy = half
    settings = Backup(folder=str(folder))
    asyncio.run(of_file(url_of(live), live, settings, lambda: _NIGHT, lambda _outcome: None).look())


if __name__ == "__main__":
    if sys.argv[1] == "pictures":
        pictures()
    else:
        backup(*map(Path, sys.argv[2:]))
