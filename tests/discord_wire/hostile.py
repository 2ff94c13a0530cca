"""Sends what no client would: any string in any text that Discord carries, and looks at what comes back."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from discord.http import Route
from pydantic import SecretStr

from bot.discord import adapter
from bot.discord.ids import Unreadable, read
from bot.discord.pace import Pace
from bot.discord.touch import Touch
from tests.discord.school import settings
from tests.discord_wire import reading
from tests.discord_wire.doing import Doing
from tests.discord_wire.offered import STRING, offered
from tests.discord_wire.people import Answer, Person
from tests.discord_wire.server import Discord
from tests.discord_wire.values import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction, Json, Message
from tests.hall import Lesson as Hall
from tests.hostile.attack import INSIDES, unsafe

AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where a string can be put: what somebody does, and the data that carries the string."""

    name: str
    who: Person
    kind: int
    data: Json
    slot: Json
    """The part of the data that holds the string."""
    key: str
    listed: bool = False
    message: str = ""
    source: int = 0

    def filled(self, text: str) -> Json:
        """Return the data with a string in its place."""
        return _copy(self.data, self.slot, {**self.slot, self.key: [text] if self.listed else text})


@asynccontextmanager
async def unhurried(discord: Discord, folder: Path) -> AsyncIterator[Hall]:
    """Run the bot in this process, for people who press as fast as a test does."""
    before = Route.BASE
    async with await Hall.laid_out(folder) as hall:
        quick = Pace(per_second=1e6, burst=1e6)
        connection = settings(api_url=discord.api, token=SecretStr(discord.token))
        bot = adapter(connection, hall.service, quick, alone=True)
        serving = asyncio.create_task(bot.serve())
        try:
            await bot.ready.wait()
            yield hall
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            Route.BASE = before


def options(discord: Discord, who: Person) -> Iterator[Place]:
    """Yield every text option of every registered command, as it is sent and as it is typed."""
    for command in discord.world.commands[""]:
        leaves = [o for o in command.get("options") or () if o["type"] == 1] or [command]
        for leaf in leaves:
            words = command["name"] if leaf is command else f"{command['name']} {leaf['name']}"
            for option in leaf.get("options") or ():
                yield from _option(discord, who, words, option)


async def forms(who: Person, commands: Iterable[str]) -> list[Place]:
    """Open every form behind every button of the answers to some commands; return all their fields."""
    found: dict[str, Place] = {}
    for words in commands:
        answer = await who.slash(words)
        opened = (
            [(answer, "")] if answer.form is not None else [(one, "") for one in await _opened(who, answer.message)]
        )
        for form, _ in opened:
            found |= {place.name: place for place in _fields(who, form)}
    return list(found.values())


def ids(who: Person, on: Message) -> Place:
    """Return the custom id of a button."""
    data: Json = {"custom_id": "", "component_type": reading.BUTTON, "id": 1}
    return Place("custom id", who, COMPONENT, data, data, "custom_id", message=on.id)


async def attack(doing: Doing, places: Sequence[Place], strings: Sequence[str], every: int) -> list[str]:
    """Put every n-th string into each place, in turn; return what is wrong with the answers."""
    tried = [(place, text) for n, place in enumerate(places) for text in strings[n % every :: every]]
    wrong: list[str] = []
    for first in range(0, len(tried), AT_ONCE):
        some = tried[first : first + AT_ONCE]
        started = [doing.start(p.who, p.kind, p.filled(t), p.message, p.source) for p, t in some]
        for (place, text), one in zip(some, started, strict=True):
            done = await doing.finished(one)
            wrong += [f"{place.name} ← {text[:60]!a}: {fault}" for fault in _faults(doing, done)]
    return wrong


def _faults(doing: Doing, done: Interaction) -> Iterator[str]:
    if not done.answered:
        yield "was never answered"
    shown = [doing.world.messages[m] for m in (done.original, *done.followups) if m in doing.world.messages]
    texts = [reading.words(message) for message in shown] + [str(choice["name"]) for choice in done.choices]
    for text in texts:
        yield from unsafe(text)
        yield from (f"shows our insides: {text[:200]!a}" for inside in INSIDES if inside in text)
        if "Something went wrong on our side" in text:
            yield text


def _option(discord: Discord, who: Person, words: str, option: Json) -> Iterator[Place]:
    if option["type"] != STRING:
        return
    given: Json = {"type": STRING, "name": option["name"], "value": ""}
    ways = [(COMMAND, given)]
    if option.get("autocomplete"):
        ways.append((AUTOCOMPLETE, {**given, "focused": True}))
    for kind, slot in ways:
        data = offered(discord.world, who.guild, who.id, words, {}, "")
        _innermost(data)["options"] = [slot]
        yield Place(f"/{words} {option['name']} ({kind})", who, kind, data, slot, "value")


async def _opened(who: Person, card: Message | None) -> list[Answer]:
    if card is None:
        return []
    labels = [button["label"] for button in reading.buttons(card) if _opens(button["custom_id"])]
    return [answer for label in labels if (answer := await who.press(label, card)).form is not None]


def _opens(custom_id: str) -> bool:
    try:
        carried = read(custom_id)
    except Unreadable:
        return False
    return isinstance(carried, Touch) and carried.mode == "form"


def _fields(who: Person, opened: Answer) -> Iterator[Place]:
    assert opened.form is not None
    source = opened.interaction
    filled = reading.submitted(opened.form, {})
    data: Json = {"custom_id": opened.form.custom_id, "components": filled}
    for slot in _slots(filled):
        listed = "values" in slot
        name = f"{opened.form.title}: {slot['custom_id']}"
        key = "values" if listed else "value"
        yield Place(name, who, MODAL, data, slot, key, listed, source.message, source.kind)
    yield Place(f"{opened.form.title}: its id", who, MODAL, data, data, "custom_id", False, source.message, source.kind)


def _slots(parts: Sequence[Json]) -> Iterator[Json]:
    for part in parts:
        if "custom_id" in part:
            yield part
        inner = part.get("component")
        yield from _slots([*([inner] if inner else []), *(part.get("components") or ())])


def _innermost(data: Json) -> Json:
    inner = data
    while inner.get("options"):
        inner = inner["options"][0]
    return inner


def _copy(part: object, old: Json, new: Json) -> Json:
    """Return a part with one place in it changed, whatever lies around it."""

    def copied(one: object) -> object:
        if one is old:
            return new
        if isinstance(one, dict):
            return {key: copied(value) for key, value in one.items()}
        return [copied(each) for each in one] if isinstance(one, list) else one

    made = copied(part)
    assert isinstance(made, dict)
    return made
