"""Pictures for a message: drawn off the event loop, kept while the bot runs, sent as files with their alt text."""

import asyncio
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from discord import File

from bot.discord.draw import alt_text, file_name
from bot.passing import passing_folder
from core.figures import Gallery, Theme, Unreadable
from core.kit.figure import Figure


class Pictures:
    """Draws the pictures of cards, once it has been opened."""

    def __init__(self) -> None:
        self._gallery: Gallery | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Keep pictures in a folder that goes when this ends, or after a kill with the next start."""
        with passing_folder("entente-pictures-") as folder:
            gallery = self._gallery = Gallery(folder)
            try:
                yield
            finally:
                self._gallery = None
                gallery.close()

    async def files(self, figures: Sequence[Figure], theme: Theme) -> list[File]:
        """Return the files that a card refers to, in order. Raises Unreadable for one that cannot be drawn."""
        return [await self._file(figure, number, theme) for number, figure in enumerate(figures)]

    async def _file(self, figure: Figure, number: int, theme: Theme) -> File:
        if self._gallery is None:
            raise Unreadable("Nothing is drawn when the bot does not run.")
        path = await self._gallery.path(figure, theme)
        drawn = await asyncio.to_thread(path.read_bytes)
        return File(io.BytesIO(drawn), file_name(figure, number), description=alt_text(figure))
