"""What has to be read before something can be asked back: a form, a question, what an old answer offered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.commands import row_of
from bot.discord.caller import Caller
from bot.discord.drawn import form_behind, takes
from bot.discord.forms import Form, of_field, of_fill, of_inputs
from bot.discord.press import offered, recalled, request_of
from bot.discord.seal import Seal
from bot.discord.starting import fields_of, form_of
from bot.discord.touch import AnswerTo, Recall, Source, Touch
from bot.helping import KINDS
from core.blocks import Choose, Fill, Heading, Press, Text
from core.completing import Completion, Typing, complete
from core.context import sections_elsewhere
from core.game import Field, Value
from core.kit.fields import Words
from core.kit.refusals import Refused
from core.play.moves import named
from core.play.rooms import my_room
from core.replies import Reply
from core.requests import Request, Role, inputs
from core.requests import game as g
from core.requests.quiz import Answer, ShowQuestion, StartQuiz
from core.requests.section import Help, LeaveSection, ShowSection
from core.section.taste import Taste, taste
from core.section.usable import usable
from core.service import Service

_TYPED = 100  # characters of a value of a move, as its form takes them
_LIVE_QUIZ = ("questions", "seconds", "mode", "topic")
_CANNOT = "This cannot be taken back."
_TOO_LATE = "That is no longer offered: things have gone on since its card was drawn. Nothing was done."


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown where no form can be opened: a refusal, or a form too long that is edited on a card."""

    reply: Reply
    source: Source | None = None

    @property
    def fill(self) -> Fill | None:
        """Return the form on it, None if there is none."""
        return _fill(self.reply)


@dataclass(frozen=True, slots=True)
class Asking:
    """Reads what a form or a question needs; changes nothing."""

    service: Service
    seal: Seal

    async def form(self, caller: Caller, request: Request, asks: tuple[str, ...] = ()) -> Form | Card:
        """Return the form that completes a request, or what is shown instead: a refusal, or a card to edit it on."""
        match request:
            case g.OpenForm():
                return await self._of_move(caller, request)
            case g.Act():
                return _filled(await self._of_move(caller, g.OpenForm(request.table, request.move)), request.values)
            case g.SaveDraft():
                return await self._of_field(caller, request)
            case Answer() | g.SendNote() if asks or not getattr(request, "to", ""):  # of a reply the reader is known
                return await self._as_drawn(caller, request, asks)
            case g.StartGame():
                game = form_of(request, self.service.catalogue, asks)
                return game if isinstance(game, Form) else Card(game)
            case _:
                return of_inputs(request, asks or (_LIVE_QUIZ if isinstance(request, StartQuiz) else ()))

    def fields(self, request: Request) -> tuple[Field, ...]:
        """Return all that may be filled into a request; of a move, what was: only its table knows its fields."""
        match request:
            case g.StartGame():
                return fields_of(request, self.service.catalogue)
            case g.Act():
                return tuple(Words(name=name, label=name, limit=_TYPED) for name in request.values)
            case _:
                return inputs(type(request))

    async def confirmation(self, caller: Caller, request: Request, *, typed: bool = False) -> Reply:
        """Return the question that is asked before something that binds or destroys, naming it as it stands now.

        What was pressed is asked about only while its card offers it; else it is said why it does not.
        """
        reply, press = await self._as_offered(caller, request)
        if press is None and not typed:
            return _too_late(reply, _home(request))
        question = press.confirm if press and press.confirm else _plainly(request)
        yes = Press(press.label if press else "Do it", press.request if press else request, main=True)
        return Reply(
            blocks=(Heading("Are you sure?"), Text(question), Choose((yes, Press("No, go back", _home(request)))))
        )

    async def binds(self, caller: Caller, request: g.Act) -> bool:
        """Tell whether a move, with its values, would bind; one that will be refused is not asked about."""
        fill = _fill(await self.service.handle(caller.look(g.OpenForm(request.table, request.move))))
        if fill is None or not fill.spec.binds:
            return False
        try:
            fill.spec.parse(named(fill.spec, request.values))
        except Refused:
            return False
        return True

    async def recall(self, caller: Caller, carried: Recall) -> Touch | None:
        """Return what a button stands for that was too long to carry; None when it is no longer offered."""
        reply = await self.source(caller, carried.source)
        press = recalled(reply, carried.digest) if reply else None
        return Touch(request=request_of(press), mode=carried.mode, place=carried.place) if press else None

    async def source(self, caller: Caller, source: Source) -> Reply | None:
        """Return a card again: the answer that was stored for the caller, or what the reading request draws now."""
        if isinstance(source, AnswerTo):
            if not self.seal.holds(caller.who.user, source):
                return None
            return await self.service.answered(caller.look(Request(), source.once))
        return await self.service.handle(caller.look(source))

    async def taste(self, caller: Caller) -> Taste:
        """Return how the caller likes to be shown things."""
        return await self.service.read(caller.look(Request()), taste)

    async def room(self, caller: Caller, table: str) -> str:
        """Return the id of the private thread of the caller's table, "" if it has none. Raises Refused."""
        return await self.service.read(caller.look(Request()), lambda ctx: my_room(ctx, table))

    async def role(self, caller: Caller) -> Role:
        """Return the caller's role in this channel's section."""
        return await self.service.read(caller.look(Request()), lambda ctx: ctx.role)

    async def usable(self, caller: Caller) -> frozenset[type[Request]]:
        """Return the kinds of request that the caller can type now."""
        return await self.service.read(caller.look(Request()), lambda ctx: usable(ctx, KINDS))

    async def elsewhere(self, caller: Caller) -> tuple[tuple[str, str], ...]:
        """Return the caller's sections, by name, with the channels where they meet, "" for one that meets in none."""
        return await self.service.read(caller.look(Request()), sections_elsewhere)

    async def completions(self, caller: Caller, typing: Typing) -> tuple[Completion, ...]:
        """Return what may be typed next."""
        return await self.service.read(caller.look(Request()), lambda ctx: complete(ctx, typing))

    async def _of_move(self, caller: Caller, ask: g.OpenForm) -> Form | Card:
        reply = await self.service.handle(caller.look(ask))
        fill = _fill(reply)
        form = of_fill(fill) if fill else None
        return form if form is not None and form.fits else Card(reply, g.OpenForm(ask.table, ask.move))

    async def _of_field(self, caller: Caller, ask: g.SaveDraft) -> Form | Card:
        reply = await self.service.handle(caller.look(g.OpenForm(ask.table, ask.move)))
        fill = _fill(reply)
        form = of_field(fill, ask) if fill else None
        return form if form is not None and form.fits else Card(reply)

    async def _as_drawn(self, caller: Caller, request: Request, asks: tuple[str, ...]) -> Form | Card:
        """Return the form that the request's own card has for it; a note that fits it not is edited as it was typed."""
        reply = await self.service.handle(caller.look(_home(request)))
        form = form_behind(reply, request)
        if isinstance(request, g.SendNote) and request.to and not (form and takes(form, request)):
            return of_inputs(request, asks)
        return form or Card(reply)

    async def _as_offered(self, caller: Caller, request: Request) -> tuple[Reply, Press | None]:
        """Return a request's own card, and its button there; None when it is not offered now."""
        if isinstance(request, g.Act):
            reply = await self.service.handle(caller.look(g.OpenForm(request.table, request.move)))
            fill = _fill(reply)
            if fill is None or not _of_this_phase(request, fill.request):
                return reply, None
            return reply, Press(fill.spec.label, request, confirm=fill.spec.binds)
        reply = await self.service.handle(caller.look(_home(request)))
        return reply, next((press for press in offered(reply.blocks) if _same(press.request, request)), None)


def _filled(found: Form | Card, values: Mapping[str, Value]) -> Form | Card:
    """Return a move's form with what was filled into it before."""
    if isinstance(found, Card):
        return found
    own = {field.name for field in found.fields}
    return replace(found, initial={**found.initial, **{name: each for name, each in values.items() if name in own}})


def _fill(reply: Reply) -> Fill | None:
    return next((block for block in reply.blocks if isinstance(block, Fill)), None)


def _same(offered_now: Request, asked: Request) -> bool:
    """Tell whether a button makes what was asked for; whoever typed it named no session."""
    if isinstance(offered_now, g.End) and isinstance(asked, g.End):
        return replace(offered_now, session=asked.session) == asked
    return offered_now == asked


def _of_this_phase(pressed: g.Act, now: Request) -> bool:
    """Tell whether a move's button is of the phase that its table is in; what was typed names none."""
    return not pressed.phase or (isinstance(now, g.Act) and now.phase == pressed.phase)


def _too_late(card: Reply, home: Request) -> Reply:
    """Return what is said of a button that its card no longer has: the card's refusal, else the way to the card."""
    ways = Choose((Press("See how it stands", home, main=True), Press("Help", Help())))
    if not card.ok:
        offers = any(isinstance(block, Choose) and block.presses for block in card.blocks)
        return card if offers else replace(card, blocks=(*card.blocks, ways))
    return Reply(blocks=(Text(_TOO_LATE), ways), refused="illegal")


def _plainly(request: Request) -> str:
    row = row_of(type(request))
    return f"{row.help} {_CANNOT}" if row else _CANNOT


def _home(request: Request) -> Request:
    """Return the reading request that draws the card where something is offered."""
    match request:
        case g.Act(table=table) | g.SaveDraft(table=table) | g.SendNote(table=table) | g.LeaveGame(table=table):
            return g.ShowDesk(table)
        case Answer(answer=typed):
            return ShowQuestion(typed=typed)
        case g.End(session=session) | g.Advance(session=session) | g.Substitute(session=session):
            return g.ShowPanel(session)
        case LeaveSection():
            return ShowSection()
        case _:
            return Help()
