"""What becomes of an interaction once it is known who asks for what: done, asked back, or shown.

Acknowledged first, done then: nothing slow stands before the acknowledgement. A form cannot be opened later, so what
it needs is read first, within a second and a half; if that is not enough, its button is offered again.
"""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from bot.discord.again import Refusal, as_sent, on_card, opens_again, to_edit_again
from bot.discord.asking import Asking, Card
from bot.discord.beside import with_commands, with_settings
from bot.discord.caller import Caller
from bot.discord.filled import holding
from bot.discord.forms import Form, filled_in, modal_of
from bot.discord.inside import with_discord, with_warning
from bot.discord.limits import ACKNOWLEDGE_SECONDS
from bot.discord.press import missing, offered
from bot.discord.studio import Studio
from bot.discord.talk import Talk
from bot.discord.text import safe
from bot.discord.thread import OpenThread
from bot.discord.touch import Carried, Recall, Source, Touch, Turn
from core.blocks import Choose, Press, Text, pictures
from core.kit.refusals import Refused
from core.replies import Reply
from core.requests import Request
from core.requests.admin import Diagnose
from core.requests.game import Act, End, OpenDesk, ShowDesk
from core.requests.section import Help, JoinSection
from core.section.taste import Taste
from core.service import Service

T = TypeVar("T")
_READING = ACKNOWLEDGE_SECONDS / 2  # for what a form needs before it is opened

_NOT_YET = "Many are pressing just now, and the form was not ready in time. Nothing is lost: press again."
_OUT_OF_DATE = "That button is out of date: what it stood for has changed meanwhile. Open its card again."
WAYS_ON = Choose((Press("My desk", OpenDesk(), main=True), Press("Help", Help())))
_WAYS_IN = Choose((Press("Join the class", JoinSection(""), main=True), Press("Help", Help())))


class Answering:
    """Answers whoever talks to us."""

    def __init__(self, service: Service, studio: Studio, asking: Asking, instructor_role: str) -> None:
        self._service, self._studio, self._asking = service, studio, asking
        self._instructor_role = instructor_role

    async def command(self, talk: Talk, caller: Caller, request: Request, given: Sequence[str] = ()) -> None:
        """Answer what was typed: what is missing is asked for, and what destroys is asked about.

        `given` names the values that came with it: what was typed is kept through a refusal like a form.
        """
        if isinstance(request, Act) and request.move and not request.values:
            await self._move(talk, caller, request)
        elif missing(request):
            await self._open(talk, caller, request)
        elif isinstance(request, End):
            await self._confirm(talk, caller, request, typed=True)
        elif isinstance(request, Act) and request.move:
            await self._complete(talk, caller, request, given)
        else:
            await self._do(talk, caller, request, given)

    async def carried(
        self, talk: Talk, caller: Caller, carried: Carried, components: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Answer what a button, a list or a form carries; `components` are a form's, filled in."""
        match carried:
            case Turn():
                await self._turn(talk, caller, carried)
            case Recall():
                await self._recall(talk, caller, carried)
            case Touch(mode="form"):
                before = on_card(talk.words, self._asking.fields(carried.request))
                await self._open(talk, caller, holding(carried.request, before), carried.asks)
            case Touch(mode="confirm"):
                await self._confirm(talk, caller, carried.request)
            case Touch(mode="sent"):
                sent, before = filled_in(components), on_card(talk.words, self._asking.fields(carried.request))
                await self._do(talk, caller, as_sent(carried.request, sent, before), tuple(sent))
            case Touch(request=OpenThread(table=table)):
                await self._do(talk, caller, ShowDesk(table))
            case Touch():
                await self._do(talk, caller, carried.request)

    async def say(self, talk: Talk, caller: Caller, sentence: str) -> None:
        """Show a sentence with the ways on."""
        await self.answer(talk, caller, Reply(blocks=(Text(sentence), WAYS_ON), refused="illegal"))

    async def answer(self, talk: Talk, caller: Caller, reply: Reply, source: Source | None = None) -> None:
        """Show something that was found before anything was acknowledged."""
        if await talk.acknowledge():
            await self._show(talk, caller, reply, source)

    async def _do(self, talk: Talk, caller: Caller, request: Request, sent: Sequence[str] = ()) -> None:
        """Do what is asked for, and show what came of it; `sent` names what was filled in, to be edited again."""
        if not await talk.acknowledge():
            return
        reply = await self._dressed(talk, caller, request, await self._service.handle(caller.command(request)))
        if sent and not reply.ok:
            refused = Refusal(request, self._asking.fields(request), sent, caller.place)
            reply = to_edit_again(reply, refused)
        stored = self._asking.seal.on(caller.who.user, caller.once)
        below = await self._room(caller, request, reply)
        await self._show(talk, caller, reply, stored if type(request).writes else request, below=below)

    async def _dressed(self, talk: Talk, caller: Caller, request: Request, reply: Reply) -> Reply:
        """Return a reply with what this platform shows beside it."""
        if isinstance(request, Help):
            return with_commands(reply, request, await self._asking.usable(caller))
        if isinstance(request, Diagnose) and reply.ok:
            return with_discord(reply, talk.interaction, self._instructor_role)
        return with_warning(with_settings(reply, request), request, talk.interaction)

    async def _room(self, caller: Caller, request: Request, reply: Reply) -> str:
        """Return what stands below a desk: the mention of its table's private thread, where there is one."""
        if not reply.ok or not isinstance(request, OpenDesk | ShowDesk):
            return ""
        try:
            thread = await self._asking.room(caller, _table_of(reply))
        except Refused:  # a desk without a table of the class
            return ""
        return f"Your table's private thread: <#{thread}>" if thread else ""

    async def _move(self, talk: Talk, caller: Caller, request: Act) -> None:
        """Make a move that was named without its values: open its form, ask before it binds, or do it."""
        found = await _in_time(self._asking.form(caller, request))
        if found is None and not await talk.acknowledge():
            return
        found = found or await self._asking.form(caller, request)  # late for a form, not for asking before it binds
        fill = found.fill if isinstance(found, Card) else None
        if isinstance(found, Form) or (fill and fill.spec.fields):
            await self._offer(talk, caller, found)
        elif fill and fill.spec.binds:
            await self._confirm(talk, caller, fill.request)
        else:
            await self._do(talk, caller, request)

    async def _complete(self, talk: Talk, caller: Caller, request: Act, given: Sequence[str]) -> None:
        """Make a move that was typed with all its values: one that binds is asked about like its button."""
        if not await talk.acknowledge():
            return
        if await self._asking.binds(caller, request):
            await self._confirm(talk, caller, request, typed=True)
        else:
            await self._do(talk, caller, request, given)

    async def _open(self, talk: Talk, caller: Caller, request: Request, asks: tuple[str, ...] = ()) -> None:
        found = await _in_time(self._asking.form(caller, request, asks))
        await self._offer(talk, caller, found or self._not_yet(caller, request, asks))

    async def _offer(self, talk: Talk, caller: Caller, found: Form | Card) -> None:
        """Open a form, or show the card that stands for it; nothing can be opened after an acknowledgement."""
        if isinstance(found, Form) and talk.acknowledged:
            found = self._not_yet(caller, found.request)
        if isinstance(found, Card):
            await self.answer(talk, caller, found.reply, found.source)
            return
        modal = modal_of(found, caller.place, on_card(talk.words, self._asking.fields(found.request)))
        if modal is not None:
            await talk.open(modal)
        else:
            await self.say(talk, caller, _OUT_OF_DATE)

    def _not_yet(self, caller: Caller, request: Request, asks: Sequence[str] = ()) -> Card:
        """Return what is shown where a form was not ready in time: the button that opens it."""
        reply = Reply(blocks=(Text(_NOT_YET),), refused="trouble")
        return Card(opens_again(reply, Refusal(request, self._asking.fields(request), asks, caller.place)))

    async def _confirm(self, talk: Talk, caller: Caller, request: Request, *, typed: bool = False) -> None:
        if await talk.acknowledge():
            asked = await self._asking.confirmation(caller, request, typed=typed)
            await self._show(talk, caller, asked, apart=True)

    async def _recall(self, talk: Talk, caller: Caller, carried: Recall) -> None:
        """Do what a button stands for that was too long to carry; a form must be opened before anything is said."""
        if carried.mode != "form" and not await talk.acknowledge():
            return
        looked = self._asking.recall(caller, carried)
        touch = await (_in_time(looked) if carried.mode == "form" else looked)
        if touch is None:
            await self.say(talk, caller, _OUT_OF_DATE)
        else:
            await self.carried(talk, caller, touch)

    async def _turn(self, talk: Talk, caller: Caller, carried: Turn) -> None:
        if not await talk.acknowledge():
            return
        reply = await self._asking.source(caller, carried.source)
        if reply is None:
            await self.say(talk, caller, _OUT_OF_DATE)
            return
        below = ""
        if isinstance(carried.source, Request):
            reply = await self._dressed(talk, caller, carried.source, reply)
            below = await self._room(caller, carried.source, reply)
        await self._show(talk, caller, reply, carried.source, page=carried.page, below=below)

    async def _show(
        self,
        talk: Talk,
        caller: Caller,
        reply: Reply,
        source: Source | None = None,
        page: int = 0,
        *,
        apart: bool = False,
        below: str = "",
    ) -> None:
        if not reply.ok and not any(isinstance(block, Choose) and block.presses for block in reply.blocks):
            stranger = await self._asking.role(caller) == "guest"
            below = _where(await self._asking.elsewhere(caller)) if stranger else ""
            reply = replace(reply, blocks=(*reply.blocks, _WAYS_IN if stranger and not below else WAYS_ON))
        taste = await self._asking.taste(caller) if pictures(reply.blocks) else Taste()
        message = await self._studio.message(reply, taste, source, caller.place, page, below=below)
        await talk.show(message, apart=apart or not reply.ok)


async def _in_time(looked: Awaitable[T]) -> T | None:
    """Return what is read before an acknowledgement, None when it takes too long."""
    try:
        return await asyncio.wait_for(looked, _READING)
    except TimeoutError:
        return None


def _where(sections: Sequence[tuple[str, str]]) -> str:
    """Return the channels where somebody's several sections meet, as mentions."""
    met = (f"{safe(name)}: <#{channel}>" for name, channel in sections if channel)
    return "\n".join(met) if len(sections) > 1 else ""


def _table_of(reply: Reply) -> str:
    """Return the table that a desk is about, as its buttons name it."""
    named = (getattr(press.request, "table", "") for press in offered(reply.blocks))
    return next((table for table in named if table), "")
