"""Pictures on disk: drawn once, off the event loop, found again by what they show."""

import asyncio
import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import NamedTemporaryFile

from core.figures import style
from core.figures.legible import require_legible
from core.figures.render import render
from core.figures.style import Kind, Theme
from core.kit.figure import Figure

_UNFIT = re.compile(r"[^a-z0-9]+")


class Gallery:
    """A folder of pictures. One thread draws (matplotlib wants no more); whoever asks waits without blocking others.

    The folder keeps at most `most` files; those not asked for longest go first.
    """

    def __init__(self, folder: Path, most: int = 2000) -> None:
        self._folder, self._most = folder, most
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="figures")

    async def path(self, figure: Figure, theme: Theme = "dark", kind: Kind = "png") -> Path:
        """Return the file of a picture, drawing it if nobody has; raise Unreadable for a figure without words."""
        require_legible(figure)
        file = self._folder / name_of(figure, theme, kind)
        return await asyncio.get_running_loop().run_in_executor(self._hand, self._ready, file, figure, theme, kind)

    def close(self) -> None:
        """Finish what is being drawn and let the thread go."""
        self._hand.shutdown()

    def _ready(self, file: Path, figure: Figure, theme: Theme, kind: Kind) -> Path:
        if file.exists():
            os.utime(file)
            return file
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as sketch:
            sketch.write(render(figure, theme, kind))
        Path(sketch.name).replace(file)  # whole or not at all, also when two processes draw the same
        self._trim()
        return file

    def _trim(self) -> None:
        files = sorted(self._folder.glob("[!.]*"), key=lambda file: file.stat().st_mtime_ns)
        for file in files[: max(0, len(files) - self._most)]:
            file.unlink(missing_ok=True)


def name_of(figure: Figure, theme: Theme, kind: Kind) -> str:
    """Return a file name that changes with anything the picture shows, and with the style."""
    told = f"{style.VERSION}\n{theme}\n{figure!r}"
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"{_UNFIT.sub('-', figure.key.casefold()).strip('-')[:60] or 'figure'}-{theme}-{digest}.{kind}"
