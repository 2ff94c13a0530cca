"""The lesson from which the README's pictures of Discord are taken: real adapter, real payloads, seeded chance.

Time stands still but where it is told to pass and everybody acts in turn, so that it is the same lesson every time.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image
from pydantic import SecretStr

from bot.discord import adapter
from bot.discord.pace import Pace
from bot.settings import Discord as Settings
from core.figures import Theme
from core.outgoing.serve import serve_out
from tests.desk import MONDAY
from tests.discord_wire import echo, reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.pupil import Pupil
from tests.discord_wire.server import Discord
from tests.discord_wire.values import Message, Modal
from tests.docs.chat.cards import draw_form, draw_message
from tests.hall import SECOND
from tests.hall import Lesson as Hall

SEED = 1988
THEMES: tuple[Theme, Theme] = ("light", "dark")
_BEAT = 0.05
_ALT = 240
_SENT = "Today at 10:00"
_OFFERS = (75, 50, 67, 42, 58)
"""What the two negotiators at a table offer in turn, as Xandria's share."""
_FINALS = ((("54", "44"), ("50", "42")), (("64", "30"), ("56", "40")))
"""What they seal in each round at the first table and at the second, each for their own side."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that somebody sees, in both themes: what it is, in words too."""

    name: str
    about: str
    alt: str
    pictures: Mapping[Theme, Image.Image]


async def seen(folder: Path) -> list[Seen]:
    """Play the lesson in a folder; return what is shown of it."""
    async with _class(folder) as (lesson, hall):
        lobby = await _gathered(lesson, hall)
        await lesson.begin()
        await lesson.teacher.slash("game advance")
        kim = await _talk(lesson)
        form = (await kim.person.press("Make an offer")).form
        assert form is not None
        desks = {theme: await _in(theme, kim, "game desk") for theme in THEMES}
        await _to_the_end(lesson)
        await lesson.debrief()
        pages = {theme: await _in(theme, kim, "game debrief", page=2) for theme in THEMES}
        return [
            _message("lobby", "The lobby, as the channel sees it", dict.fromkeys(THEMES, lobby)),
            _message("desk", "A negotiator's desk, which nobody else sees", desks),
            _form("form", "The form behind [Make an offer]", form, {"share": "52"}),
            _message("debrief", "A page of the debrief, drawn from the class's own numbers", pages),
        ]


@asynccontextmanager
async def _class(folder: Path) -> AsyncIterator[tuple[Lesson, Hall]]:
    """Run the service on seeded chance, the adapter on a Discord of our own, and a class that has joined in turn."""
    async with Discord() as discord, await Hall.laid_out(folder, SEED) as hall:
        settings = Settings(token=SecretStr(discord.token), api_url=discord.api)
        bot = adapter(settings, hall.service, Pace(burst=1_000))
        with echo.pointed_at(discord.api, discord.gateway.address):
            posting = serve_out(hall.service, [bot.chat], pause=lambda seconds: asyncio.sleep(min(seconds, _BEAT)))
            loops = [asyncio.create_task(bot.serve()), asyncio.create_task(posting)]
            try:
                await bot.ready.wait()
                lesson = Lesson(discord, "POL 210")
                await lesson.assemble(at_once=False)
                yield lesson, hall
            finally:
                for loop in reversed(loops):
                    loop.cancel()
                await asyncio.gather(*loops, return_exceptions=True)


async def _gathered(lesson: Lesson, hall: Hall) -> Message:
    await lesson.teacher.slash("game start", scenario="ratify-or-revert")
    board = await lesson.school.board("[Join]")
    for pupil in lesson.pupils:
        await pupil.person.press("Join", board)
    hall.ticks.advance(10 * SECOND)  # boards are edited a few times in ten seconds, no more
    return await lesson.school.board(f"In the lobby:** {len(lesson.pupils)}")


async def _talk(lesson: Lesson) -> Pupil:
    """Let voters tell their red lines and negotiators offer in turn; return Xandria's negotiator at the first table."""
    for pupil in lesson.pupils:
        desk = await pupil.look()
        line = re.search(r"yes if \w+ gets (\d+) or more", reading.words(desk) if desk else "")
        if line is not None:
            await pupil.person.fill("Tell your red line", desk, least=line[1])
    xandria, yavoria = (_negotiators(lesson, side) for side in ("Xandria", "Yavoria"))
    for table in range(len(xandria)):
        for turn, share in enumerate(_OFFERS):
            whose, own = (xandria, share) if turn % 2 == 0 else (yavoria, 100 - share)
            await whose[table].person.fill("Make an offer", await whose[table].look(), share=own)
    return xandria[0]


def _negotiators(lesson: Lesson, side: str) -> list[Pupil]:
    """Return those who negotiate for a side, by table."""
    mine = [pupil for pupil in lesson.pupils if f"You negotiate for {side}" in pupil.desks[-1]]
    return sorted(mine, key=lambda pupil: pupil.desks[-1].partition("Table ")[2][:1])


async def _to_the_end(lesson: Lesson) -> None:
    """Seal finals in every round; whoever is silent votes by their card."""
    sides = [_negotiators(lesson, side) for side in ("Xandria", "Yavoria")]
    while not await lesson.over():
        for side, pupils in enumerate(sides):
            for table, pupil in enumerate(pupils):
                desk = await pupil.look()
                if desk is not None and "Seal your final offer" in reading.labels([desk]):
                    final = _FINALS["Round 2" in reading.words(desk)][table][side]
                    await pupil.person.fill("Seal your final offer", desk, share=final)
        await lesson.teacher.slash("game advance")


async def _in(theme: Theme, pupil: Pupil, command: str, **options: object) -> Message:
    """Return what a pupil sees who likes this theme."""
    await pupil.person.slash("me settings", theme=theme)
    shown = (await pupil.person.slash(command, **options)).message
    assert shown is not None
    return shown


def _message(name: str, about: str, shown: Mapping[Theme, Message]) -> Seen:
    draw = partial(draw_message, clock=_clock, sent=_SENT)
    drawn = {theme: draw(message, theme) for theme, message in shown.items()}
    return Seen(name, about, _alt(about, reading.words(shown["light"])), drawn)


def _form(name: str, about: str, form: Modal, filled: Mapping[str, str]) -> Seen:
    asks = "\n".join(f"{field.label}: {filled.get(field.key, '')}" for field in reading.fields(form))
    drawn = {theme: draw_form(form, theme, _clock, filled) for theme in THEMES}
    return Seen(name, about, _alt(about, asks), drawn)


def _alt(about: str, words: str) -> str:
    """Return what a picture says to those who cannot see it: what it is, and how its words begin."""
    said = " ".join(re.sub(r"<t:\d+:\w>|\*\*|###|-#", "", words).split())
    return f"{about}. {said[:_ALT].rsplit(' ', 1)[0]} …".replace('"', "”") if len(said) > _ALT else f"{about}. {said}"


def _clock(at: int, how: str) -> str:
    """Return a time as a reader sees it when the lesson has just begun, at ten o'clock on their wall."""
    minutes, seconds = divmod(at - int(MONDAY.timestamp()), 60)
    if how != "R":
        return f"10:{minutes:02}"
    return f"in {minutes} minutes" if minutes > 1 else f"in {60 * minutes + seconds} seconds"
