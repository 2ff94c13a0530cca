"""A form that was refused, offered again as it was filled in; a form may not answer a form, so a button opens it.

What was filled in travels in the button. What is too long for that, or fits no field of its kind, stands on the
refusal's own card, where whoever wrote it can also copy it, and is read back from there when the form is opened and
when it is sent: nothing is kept anywhere else, and no restart loses it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.discord.filled import held, holding, left_out, opened, without
from bot.discord.ids import write
from bot.discord.limits import CUSTOM_ID, FIELDS_IN_FORM, INPUT_VALUE, units
from bot.discord.press import offered
from bot.discord.text import safe, unsafe
from bot.discord.touch import Touch
from core.blocks import Block, Choose, Facts, Press, Text
from core.game import Field, MoveSpec
from core.kit.fields import Words, clean
from core.kit.refusals import NotAMove
from core.replies import Reply
from core.requests import Request
from core.requests.game import Act, OpenForm, StartGame

_WROTE = "You wrote, "
_MARK = re.compile(rf"(?:^|\n)\*\*{_WROTE}(.+?):\*\* ")
_PIECE = 700  # characters that stay in one line of a card, however many of them have to be escaped
_MOST_VALUES = 40  # no game or scenario takes as many
_ROOM, _AROUND = 3_200, 8  # units of a page beside the refusal itself, and of what stands around a line
_LOST = "Too long to be kept, so that you have to write it again: {}."
_OPEN = "Open the form"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form that was not taken: what was asked for, all the fields it may be given by, and those it asked."""

    request: Request
    fields: Sequence[Field]
    asked: Collection[str]
    place: str = ""

    @property
    def no_forms(self) -> bool:
        """Whether it has values by the thousand, which a command may be typed with: they are no form's."""
        return len(opened(self.request)) > _MOST_VALUES


def to_edit_again(reply: Reply, refused: Refusal) -> Reply:
    """Return what is said to a form with a button that opens it again, and what the button cannot carry.

    Where core has kept a draft of its own, the reply offers its form already.
    """
    asked = _asked(refused)
    if not asked or any(isinstance(press.request, OpenForm) for press in offered(reply.blocks)):
        return reply
    return replace(reply, blocks=(*reply.blocks, *_offered(refused, asked, "Edit again")))


def opens_again(reply: Reply, refused: Refusal) -> Reply:
    """Return what is said of a form that was not ready in time with the button that opens it."""
    request = refused.request
    if isinstance(request, Act) and not request.values:
        opens = (Choose((Press(_OPEN, OpenForm(request.table, request.move), main=True),)),)
        return replace(reply, blocks=(*reply.blocks, *opens))
    if refused.no_forms:
        return reply
    return replace(reply, blocks=(*reply.blocks, *_offered(refused, _asked(refused), _OPEN)))


def as_sent(request: Request, sent: Mapping[str, str], before: Mapping[str, str]) -> Request:
    """Return a form's request with what was sent, and with what it did not ask for as it stood on its card before."""
    others = {name: value for name, value in before.items() if name not in sent}
    values = {name: value for name, value in sent.items() if value}
    return holding(request, {**others, **left_out(request, sent, values), **values})


def on_card(words: Sequence[str], fields: Sequence[Field]) -> Mapping[str, str]:
    """Return by its field what stands on a card because no button could carry it."""
    named = {safe(field.label): field.name for field in fields}
    found: dict[str, str] = {}
    for text in words:
        _, *marked = _MARK.split(text)
        for label, piece in zip(marked[::2], marked[1::2], strict=True):
            if name := named.get(label):
                found[name] = found.get(name, "") + unsafe(piece)
    return found


def _asked(refused: Refusal) -> tuple[Field, ...]:
    """Return the fields to edit. Of more than a form holds, words come first: the others were checked as they came."""
    if refused.no_forms:
        return ()
    names = {*refused.asked, *opened(refused.request)}
    named = [field for field in refused.fields if field.name in names]
    first = sorted(named, key=lambda field: not isinstance(field, Words))[:FIELDS_IN_FORM]
    return tuple(field for field in named if field in first)


def _offered(refused: Refusal, asked: Sequence[Field], label: str) -> Iterator[Block]:
    """Yield what has to stand on the card, and the button."""
    values = held(refused.request)
    light, names, shown = _lightened(refused, [field.name for field in asked])
    told = [tuple(_written(field, values[field.name])) for field in shown]
    room = set(_within(told))
    if lost := [field.label for at, field in enumerate(shown) if at not in room]:
        yield Text(_LOST.format(", ".join(lost)))
    if pairs := tuple(pair for at, lines in enumerate(told) if at in room for pair in lines):
        yield Facts(pairs)  # last: whatever follows would be read back as written
    form = MoveSpec(name="again", label=label, fields=tuple(field for field in asked if field.name in names))
    yield Choose((Press(label, light, form=form, main=True),))


def _lightened(refused: Refusal, asks: Sequence[str]) -> tuple[Request, Sequence[str], Sequence[Field]]:
    """Return the request as its button carries it, the fields that it asks for, and those whose values it does not.

    A scenario's form needs no names: it asks for what was given before.
    """
    values = held(refused.request)
    given = sorted((each for each in refused.fields if each.name in values), key=lambda f: len(str(values[f.name])))
    light = [field for field in given if _fits(field, values[field.name])]
    names = [] if isinstance(refused.request, StartGame | Act) else list(asks)
    while True:
        heavy = [field for field in refused.fields if field in given and field not in light]
        request = without(refused.request, (field.name for field in heavy))
        if write(Touch(request=request, mode="form", place=refused.place, asks=tuple(names))) is not None or not light:
            return request, names, heavy
        light.pop()


def _fits(field: Field, value: Any) -> bool:
    """Tell whether a value is one of its field's kind, as a button carries it; words are whatever was written."""
    if len(str(value)) > CUSTOM_ID:
        return False
    if isinstance(field, Words):
        return True
    try:
        field.parse(value)
    except NotAMove:
        return False
    return True


def _within(told: Sequence[Sequence[tuple[str, str]]]) -> Iterator[int]:
    """Yield which of these texts one page has room for, the shorter ones first: only a page can be read back."""
    left = _ROOM
    costs = [sum(units(safe(name)) + units(safe(text)) + _AROUND for name, text in lines) for lines in told]
    for at in sorted(range(len(told)), key=lambda at: costs[at]):
        left -= costs[at]
        if left >= 0:
            yield at


def _written(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    """Yield what was written as facts of a line each, since a card parts longer ones as it likes.

    No more than a form's field could hold, and nothing that core would not take.
    """
    text = clean(str(value)[:INPUT_VALUE])
    for start in range(0, len(text), _PIECE):
        yield f"{_WROTE}{field.label}", text[start : start + _PIECE]
