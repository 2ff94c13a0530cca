"""Discord's way through the one door: an interaction in, an answer that nobody else sees out.

Acknowledged first, done then: nothing slow stands before the acknowledgement. A form cannot be opened later, so what
it needs is read first, within a second and a half; if that is not enough, its button is offered again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from discord import DiscordException, Forbidden, Interaction, InteractionType

from bot.commands import CommandRow
from bot.discord.again import kept, opens_again, to_edit_again
from bot.discord.asking import Asking, Card
from bot.discord.beside import with_more
from bot.discord.caller import Caller
from bot.discord.forms import Form, filled_in, modal_of, with_values
from bot.discord.ids import Unreadable, read
from bot.discord.inside import with_discord
from bot.discord.pace import Pace
from bot.discord.press import missing, offered
from bot.discord.rows import MENU
from bot.discord.studio import Studio
from bot.discord.talk import Talk
from bot.discord.thread import OpenThread, desk_of, may_open, offered_on, thread_for
from bot.discord.touch import AnswerTo, Carried, Recall, Source, Touch, Turn
from bot.discord.who import where_of, who_of
from bot.typed import named_values
from core.blocks import Choose, Press, Text, pictures
from core.completing import Completion, Typing
from core.faults import new_error_id
from core.kit.refusals import Refused
from core.replies import Reply, drawn, refusal
from core.requests import Request
from core.requests.admin import Diagnose
from core.requests.game import Act, End, OpenDesk
from core.requests.section import Help, JoinSection
from core.section.taste import Taste
from core.service import Service

_LOG = logging.getLogger(__name__)
_READING = 1.5  # seconds for what a form needs; Discord waits three
_COMPLETING = 2.0

_TOO_FAST = "That was many presses in a moment, and I have taken only the first. Wait a second, then press again."
_NOT_YET = "Many are pressing just now, and the form was not ready in time. Nothing is lost: press again."
_OUT_OF_DATE = "That button is out of date: what it stood for has changed meanwhile. Open its card again."
_FAULT = "Something went wrong on our side. Try again, or tell your instructor: error {}."
_NO_THREAD = "I may not open private threads in this channel. Talk in the room, or by private notes: /game note."
_WAYS_ON = Choose((Press("My desk", OpenDesk(), main=True), Press("Help", Help())))
_WAYS_IN = Choose((Press("Join the class", JoinSection(""), main=True), Press("Help", Help())))


class Door:
    """Answers interactions."""

    def __init__(self, service: Service, studio: Studio, instructor_role: str, pace: Pace) -> None:
        self._service, self._studio, self._instructor_role = service, studio, instructor_role
        self._asking = Asking(service)
        self._pace = pace
        self._answering: set[asyncio.Task[Any]] = set()

    async def command(self, interaction: Interaction[Any], row: CommandRow, values: Mapping[str, Any]) -> None:
        """Answer a slash command."""

        async def answer(talk: Talk) -> None:
            caller = self._caller(interaction)
            request = _asked(row, values)
            if isinstance(request, Act) and request.move and not request.values:
                await self._move(talk, caller, request)
            elif missing(request):
                await self._open(talk, caller, request)
            elif isinstance(request, End):
                await self._confirm(talk, caller, request)
            else:
                await self._do(talk, caller, request)

        await self._guarded(interaction, answer)

    async def complete(
        self, interaction: Interaction[Any], row: CommandRow, name: str, words: str, beside: Mapping[str, str]
    ) -> tuple[Completion, ...]:
        """Return what may be typed next; nothing rather than something late."""
        typing = Typing(row.request, name, words, dict(beside))
        try:
            return await asyncio.wait_for(self._asking.completions(self._caller(interaction), typing), _COMPLETING)
        except Exception:  # whoever types needs no error, and the command itself will say what is wrong
            _LOG.warning("no completion of %s %s", row.words, name, exc_info=True)
            return ()

    async def touched(self, interaction: Interaction[Any]) -> None:
        """Answer a button, a list or a form."""

        async def answer(talk: Talk) -> None:
            try:
                carried = read(_custom_id(interaction))
            except Unreadable as unreadable:
                await self._say(talk, self._caller(interaction), str(unreadable))
                return
            caller = self._caller(interaction, carried.place)
            await self._carried(talk, caller, carried, _components(interaction))

        await self._guarded(interaction, answer)

    async def finish(self, seconds: float) -> None:
        """Give answers that are on their way some time to be sent."""
        if self._answering:
            await asyncio.wait(self._answering, timeout=seconds)

    async def _carried(
        self, talk: Talk, caller: Caller, carried: Carried, components: Sequence[Mapping[str, Any]]
    ) -> None:
        match carried:
            case Turn():
                await self._turn(talk, caller, carried)
            case Recall():
                await self._recall(talk, caller, carried)
            case Touch(mode="form"):
                await self._open(talk, caller, kept(carried, talk.words), carried.asks)
            case Touch(mode="confirm"):
                await self._confirm(talk, caller, carried.request)
            case Touch(mode="sent"):
                values = filled_in(components)
                await self._do(talk, caller, with_values(carried.request, values), tuple(values))
            case Touch():
                await self._do(talk, caller, carried.request)

    async def _do(self, talk: Talk, caller: Caller, request: Request, sent: Sequence[str] = ()) -> None:
        if not await talk.acknowledge():
            return
        if isinstance(request, OpenThread):
            await self._gather(talk, caller, request)
            return
        reply = await self._service.handle(caller.command(request))
        if isinstance(request, Help) or not type(request).roles:
            reply = with_more(reply, request, await self._asking.role(caller))
        else:
            reply = with_more(reply, request, "guest")
        if isinstance(request, Diagnose) and reply.ok:
            reply = with_discord(reply, talk.interaction)
        if desk_of(request) and reply.ok and may_open(talk.interaction):
            reply = await self._with_thread(caller, reply)
        if sent and not reply.ok:
            reply = to_edit_again(reply, request, sent, caller.place)
        await self._show(talk, caller, reply, AnswerTo(caller.once) if type(request).writes else request)

    async def _with_thread(self, caller: Caller, reply: Reply) -> Reply:
        try:
            return offered_on(reply, await self._asking.company(caller, _table_of(reply)))
        except Refused:  # no seat at a table of the class: nobody to talk to
            return reply

    async def _gather(self, talk: Talk, caller: Caller, request: OpenThread) -> None:
        """Open the table's thread, or say that it can be done without."""
        company = await self._asking.company(caller, request.table)
        try:
            thread = await thread_for(talk.interaction, company)
        except Forbidden:
            await self._say(talk, caller, _NO_THREAD)
            return
        said = Text("Your table has a private thread; everybody at it who plays here is in it.")
        reply = Reply(blocks=(said, Choose((Press("My desk", OpenDesk(request.table), main=True),))))
        await talk.show(await self._studio.message(reply, Taste(), place=caller.place, below=thread.mention))

    async def _move(self, talk: Talk, caller: Caller, request: Act) -> None:
        """Make a move that was named without its values: open its form, ask before it binds, or do it."""
        found = await self._in_time(self._asking.form(caller, request))
        fill = found.fill if isinstance(found, Card) else None
        if isinstance(found, Form) or (fill and fill.spec.fields):
            await self._offer(talk, caller, found)
        elif fill and fill.spec.binds:
            await self._confirm(talk, caller, fill.request)
        else:
            await self._do(talk, caller, request)

    async def _open(self, talk: Talk, caller: Caller, request: Request, asks: tuple[str, ...] = ()) -> None:
        found = await self._in_time(self._asking.form(caller, request, asks))
        if found is None:
            found = Card(Reply(blocks=(Text(_NOT_YET), Choose((opens_again(request, asks),))), refused="trouble"))
        await self._offer(talk, caller, found)

    async def _offer(self, talk: Talk, caller: Caller, found: Form | Card) -> None:
        """Open a form, or show the card that stands for it."""
        if isinstance(found, Card):
            await self._answer(talk, caller, found.reply, found.source)
            return
        modal = modal_of(found, caller.place)
        if modal is not None:
            await talk.open(modal)
        else:
            await self._say(talk, caller, _OUT_OF_DATE)

    async def _confirm(self, talk: Talk, caller: Caller, request: Request) -> None:
        if await talk.acknowledge():
            await self._show(talk, caller, await self._asking.confirmation(caller, request), apart=True)

    async def _recall(self, talk: Talk, caller: Caller, carried: Recall) -> None:
        """Do what a button stands for that was too long to carry; a form must be opened before anything is said."""
        if carried.mode != "form" and not await talk.acknowledge():
            return
        looked = self._asking.recall(caller, carried)
        touch = await (self._in_time(looked) if carried.mode == "form" else looked)
        if touch is None:
            await self._say(talk, caller, _OUT_OF_DATE)
        else:
            await self._carried(talk, caller, touch, ())

    async def _turn(self, talk: Talk, caller: Caller, carried: Turn) -> None:
        if not await talk.acknowledge():
            return
        reply = await self._asking.source(caller, carried.source)
        if reply is None:
            await self._say(talk, caller, _OUT_OF_DATE)
        else:
            await self._show(talk, caller, reply, carried.source, page=carried.page)

    async def _say(self, talk: Talk, caller: Caller, sentence: str) -> None:
        await self._answer(talk, caller, Reply(blocks=(Text(sentence), _WAYS_ON), refused="illegal"))

    async def _answer(self, talk: Talk, caller: Caller, reply: Reply, source: Source | None = None) -> None:
        """Show something that was found before anything was acknowledged."""
        if await talk.acknowledge():
            await self._show(talk, caller, reply, source)

    async def _show(
        self,
        talk: Talk,
        caller: Caller,
        reply: Reply,
        source: Source | None = None,
        page: int = 0,
        *,
        apart: bool = False,
    ) -> None:
        if not reply.ok and not any(isinstance(block, Choose) and block.presses for block in reply.blocks):
            newcomer = await self._asking.role(caller) == "guest"
            reply = replace(reply, blocks=(*reply.blocks, _WAYS_IN if newcomer else _WAYS_ON))
        taste = await self._asking.taste(caller) if pictures(reply.blocks) else Taste()
        message = await self._studio.message(reply, taste, source, caller.place, page)
        await talk.show(message, apart=apart or not reply.ok)

    async def _in_time(self, looked: Awaitable[Any]) -> Any:
        """Return what is read before an acknowledgement, None when it takes too long."""
        try:
            return await asyncio.wait_for(looked, _READING)
        except TimeoutError:
            return None

    async def _guarded(self, interaction: Interaction[Any], answer: Callable[[Talk], Awaitable[None]]) -> None:
        """Answer within the person's pace; whatever breaks, they get a sentence and an id, and the log the rest."""
        talk, task = Talk(interaction), asyncio.current_task()
        assert task is not None
        self._answering.add(task)
        try:
            if self._pace.allows(interaction.user.id, asyncio.get_running_loop().time()):
                await answer(talk)
            else:
                await self._tell(talk, _TOO_FAST)
        except Refused as refused:
            await self._answer(talk, self._caller(interaction), drawn(refusal(refused)))
        except Exception:  # the class goes on
            fault = new_error_id()
            _LOG.exception("an interaction broke: %s", interaction.id, extra={"error": fault})
            await self._tell(talk, _FAULT.format(fault))
        finally:
            self._answering.discard(task)

    async def _tell(self, talk: Talk, sentence: str) -> None:
        """Say one sentence, needing nothing that may be broken."""
        reply = Reply(blocks=(Text(sentence), _WAYS_ON), refused="trouble")
        try:
            if await talk.acknowledge():
                await talk.show(await self._studio.message(reply, Taste()), apart=True)
        except DiscordException:
            _LOG.exception("and it could not be said")

    def _caller(self, interaction: Interaction[Any], place: str = "") -> Caller:
        place = "" if interaction.guild_id else place
        who = who_of(interaction, self._instructor_role, place)
        return Caller(who, where_of(interaction), str(interaction.id), place)


def _table_of(reply: Reply) -> str:
    """Return the table that a desk is about, as its buttons name it."""
    named = (getattr(press.request, "table", "") for press in offered(reply.blocks))
    return next((table for table in named if table), "")


def _asked(row: CommandRow, values: Mapping[str, Any]) -> Request:
    """Return the request that a command makes; core reads each value by its field. Raises Refused."""
    given: dict[str, Any] = {
        p.attribute: values.get(p.field.name, "" if p.required else p.default) for p in row.parameters
    }
    if row.open_values:
        given[row.open_values] = named_values(row, str(values.get(row.open_values, "")))
    return row.request(**given)


def _custom_id(interaction: Interaction[Any]) -> str:
    """Return what carries the request: the option chosen from a list, or the id of the button or form."""
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    values = data.get("values") or ()
    return str(values[0]) if custom_id.startswith(MENU) and values else custom_id


def _components(interaction: Interaction[Any]) -> Sequence[Mapping[str, Any]]:
    if interaction.type is not InteractionType.modal_submit:
        return ()
    data: Mapping[str, Any] = interaction.data or {}
    return list(data.get("components") or ())
