"""Playing from the keyboard, in real time: one person among simulated students, by the words everybody types.

/game join      any command        3        press the third button       3 62     press it with a value
:as ana         change seats       :board   what the channel shows       :quit
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Thread

from rich.console import Console
from rich.panel import Panel
from rich.text import Text as Line

from bot.commands import parameters
from bot.helping import help_blocks
from bot.terminal.cast import CHANNEL, INSTRUCTOR
from bot.terminal.crowd import Crowd
from bot.terminal.door import Door
from bot.terminal.draw import Pen, draw, line, presses
from bot.terminal.peek import look
from bot.typed import parse
from bot.wording import Moment
from core.blocks import Block, Press
from core.command import Who
from core.kit.refusals import NotAMove, Refused
from core.play.boards import session_board
from core.play.sessions import latest_session
from core.requests import Request
from core.requests.game import Act
from core.requests.section import Help

Read = Callable[[str], Awaitable[str | None]]
"""Asks for a line; None when there are no more."""

_HINT = ":as NAME changes seats · :board shows the channel · :quit ends · /help lists the commands"


class Keyboard:
    """Somebody at the keyboard: who they are now, and the buttons they see."""

    def __init__(self, console: Console, door: Door, crowd: Crowd, people: Sequence[Who]) -> None:
        self._console, self._door, self._crowd = console, door, crowd
        self._people = {who.user: who for who in (*people, INSTRUCTOR)}
        self._buttons: tuple[Press, ...] = ()
        self.become(people[0])

    def become(self, who: Who) -> None:
        """Take somebody's place: from now on nobody else acts for them."""
        self._me = who
        self._crowd.absent |= {who.user}

    async def run(self, read: Read) -> None:
        """Answer lines until :quit or the end of input."""
        while (typed := await read(f"{self._me.name} ▸ ")) is not None:
            if typed.strip() in {":quit", ":q"}:
                return
            try:
                await self._line(typed.strip(), read)
            except Refused as refused:
                self._refuse(refused)

    async def board(self) -> None:
        """Show what the channel shows."""
        session = await look(self._door.service, lambda ctx: latest_session(ctx, ""))
        reply = await self._door.service.ask(lambda world, ledger: session_board(world, ledger, session.id))
        self._card(reply.blocks, f"#{CHANNEL} · everybody sees this", "blue")

    async def _line(self, typed: str, read: Read) -> None:
        if not typed:
            return
        if typed.startswith(":"):
            await self._order(typed[1:])
        elif (words := typed.split())[0].isdigit():
            await self._press(words, read)
        else:
            await self._ask(parse(typed))

    async def _order(self, order: str) -> None:
        word, _, rest = order.partition(" ")
        if word == "board":
            await self.board()
        elif word == "as" and rest.strip().casefold() in self._people:
            self.become(self._people[rest.strip().casefold()])
            self._console.print(line(f"You are {self._me.name} now.", "green"))
        else:
            names = ", ".join(self._people)
            raise NotAMove(f"Type :board, :quit, or :as and one of: {names}.")

    async def _press(self, typed: Sequence[str], read: Read) -> None:
        number = int(typed[0]) if len(typed[0]) < 4 else 0
        if not 1 <= number <= len(self._buttons):
            raise NotAMove(f"There is no button {typed[0][:9]} here. Type a command, such as /game desk.")
        press = self._buttons[number - 1]
        if press.confirm and (await read(f"{press.confirm} (yes/no) ") or "no").casefold()[:1] != "y":
            return
        await self._ask(await self._filled(press, typed[1:], read))

    async def _filled(self, press: Press, given: Sequence[str], read: Read) -> Request:
        """Return the request of a button, its form filled with what was typed after the number or is asked now."""
        if press.form is None:
            return press.request
        missing = press.form.fields[len(given) :]
        asked = [await read(f"  {field.label} ({field.range_text()}): ") or "" for field in missing]
        answers = [*given, *asked]
        names = [field.name for field in press.form.fields]
        if isinstance(press.request, Act):
            return replace(press.request, values=dict(zip(names, answers, strict=False)))
        return _with_values(press.request, dict(zip(names, answers, strict=False)))

    async def _ask(self, request: Request) -> None:
        reply = await self._door.ask(self._me, request)
        blocks = reply.blocks
        if isinstance(request, Help) and (reply.ok or request.topic):
            blocks = await self._with_commands(request.topic, blocks)
        self._card(blocks, f"only {self._me.name} sees this", "magenta")

    async def _with_commands(self, topic: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return help with the commands it is about; a command asked for by its words has no other page."""
        try:
            listed = help_blocks(await self._door.usable(self._me), topic)
        except Refused:
            return blocks
        return listed if " " in topic else (*blocks, *listed)

    def _card(self, blocks: Sequence[Block], title: str, colour: str) -> None:
        self._buttons = presses(blocks)
        clock = self._door.service.clock
        pen = Pen(Moment(clock.now(), clock.wall().astimezone()), first=1)
        head = line(title, f"bold {colour}")
        self._console.print(
            Panel(draw(blocks, pen), title=head, title_align="left", border_style=colour, padding=(0, 2))
        )

    def _refuse(self, refused: Refused) -> None:
        """Say what was wrong; commands that may have been meant become buttons."""
        self._console.print(line(refused.sentence, "yellow"))
        meant = [(text, _readable(text)) for text in refused.suggestions]
        self._buttons = tuple(Press(text, request) for text, request in meant if request is not None)
        if self._buttons:
            numbered = "   ".join(f"{number} {press.label}" for number, press in enumerate(self._buttons, 1))
            self._console.print(Line("Did you mean: ").append_text(line(numbered, "green")))
        elif refused.suggestions:
            self._console.print(line(f"Did you mean: {', '.join(refused.suggestions)}?"))


def hint() -> str:
    """Return what can be typed besides commands."""
    return _HINT


async def stdin(prompt: str) -> str | None:
    """Ask for a line at the keyboard without holding up the class; whoever leaves need not press Enter first."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str | None] = loop.create_future()
    Thread(target=_wait_for_line, args=(prompt, loop, answer), daemon=True).start()
    return await answer


def _wait_for_line(prompt: str, loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[str | None]") -> None:
    try:
        typed: str | None = input(prompt)
    except (EOFError, UnicodeDecodeError):
        typed = None
    with suppress(RuntimeError):  # the class has been left meanwhile
        loop.call_soon_threadsafe(_settle, answer, typed)


def _settle(answer: "asyncio.Future[str | None]", typed: str | None) -> None:
    if not answer.done():
        answer.set_result(typed)


def _readable(text: str) -> Request | None:
    try:
        return parse(text)
    except Refused:
        return None


def _with_values(request: Request, raw: dict[str, str]) -> Request:
    """Return a request with its inputs read from what was typed."""
    found = {p.attribute: p.field.parse(raw[p.field.name]) for p in parameters(type(request)) if p.field.name in raw}
    return replace(request, **found)
