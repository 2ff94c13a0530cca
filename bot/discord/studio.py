"""Where a reply becomes a message: laid out for its reader, with its pictures."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from discord import File, ui

from bot.discord.draw import BOARD, DESK, REFUSED, STAFF, view_of
from bot.discord.layout import Pen, figures_of, lay_out
from bot.discord.pictures import Pictures
from bot.discord.touch import Source
from bot.wording import Moment
from core.blocks import Block
from core.clock import ClassClock
from core.figures import Unreadable
from core.replies import Reply
from core.section.taste import Taste

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: the components, and the files they refer to."""

    view: ui.LayoutView
    files: list[File]


class Studio:
    """Draws replies."""

    def __init__(self, pictures: Pictures, clock: ClassClock) -> None:
        self._pictures, self._clock = pictures, clock

    async def message(
        self,
        reply: Reply,
        taste: Taste,
        source: Source | None = None,
        place: str = "",
        page: int = 0,
        colour: int = 0,
        below: str = "",
    ) -> Message:
        """Return a page of a reply as a message; a picture that cannot be drawn is told in words.

        `below` is markdown of ours, such as the mention of a channel, set under all of it.
        """
        moment = Moment(self._clock.now(), self._clock.wall())
        colour = colour or colour_of(reply)
        pen = Pen(moment=moment, source=source, place=place, plain=taste.plain, below=below)
        try:
            return await self._drawn(reply.blocks, pen, taste, page, colour)
        except Unreadable as fault:
            _LOG.warning("a picture is told in words: %s", fault)
            return await self._drawn(reply.blocks, replace(pen, plain=True), taste, page, colour)

    async def _drawn(self, blocks: Sequence[Block], pen: Pen, taste: Taste, page: int, colour: int) -> Message:
        pieces = lay_out(blocks, pen, page)
        files = await self._pictures.files(figures_of(pieces), taste.theme)
        return Message(view_of(pieces, colour), files)


def colour_of(reply: Reply) -> int:
    """Return the colour of a card's frame."""
    if not reply.ok:
        return REFUSED
    return {"section": BOARD, "table": BOARD, "instructors": STAFF}.get(reply.audience, DESK)
