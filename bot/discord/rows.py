"""Buttons and lists of one card, as data: the likeliest as buttons, what is many as a list to choose from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.discord.choosing import chosen, options_of
from bot.discord.ids import numbered
from bot.discord.limits import (
    BUTTON_LABEL,
    BUTTONS_IN_ROW,
    OPTION_DESCRIPTION,
    OPTION_LABEL,
    OPTIONS_IN_SELECT,
    PLACEHOLDER,
)
from bot.discord.press import Carrier, as_filled, mode_of, presses_of, request_of
from bot.discord.text import one_line
from core.blocks import Choose, Fill, Press
from core.game import Field, Option
from core.requests.game import Act, End, SaveDraft, Substitute
from core.requests.section import LeaveSection

Style = Literal["primary", "secondary", "danger"]
MENU = "menu:"
"""The custom ids of lists begin so: their options carry the requests, they themselves only tell them apart."""
_AS_BUTTONS = 4  # of more than five, so many stay buttons; the others go into a list below them
_SHORT = 2  # characters of a label, such as an answer's letter: of those, any number are buttons
_FORM = 5
_DESTROYING = (End, Substitute, LeaveSection)


@dataclass(frozen=True, slots=True)
class Button:
    """A button that carries a request."""

    label: str
    custom_id: str
    style: Style = "secondary"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose from a list; `now`: it is what stands at present."""

    label: str
    value: str
    hint: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """Up to five buttons side by side."""

    buttons: tuple[Button, ...]

    @property
    def cost(self) -> int:
        """Return how many components it takes."""
        return 1 + len(self.buttons)


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to choose one thing from; `title` says what."""

    title: str
    custom_id: str
    choices: tuple[Choice, ...]

    @property
    def cost(self) -> int:
        """Return how many components it takes."""
        return 2


Row = Buttons | Menu


@dataclass(slots=True)
class Controls:
    """Makes the rows of one card, so that no two things on it have the same custom id."""

    carrier: Carrier
    _used: dict[str, int] = field(default_factory=dict)
    _menus: int = 0

    def rows(self, block: Choose | Fill) -> tuple[Row, ...]:
        """Return the rows under a block."""
        if isinstance(block, Fill):
            return tuple(self._of_fill(block))
        return tuple(self._listed(block) if is_list(block) else self._of_choose(block.presses))

    def button(self, press: Press) -> Button | None:
        """Return the button of a press; None when nothing short enough can stand for it."""
        custom_id = self._carried(press)
        return Button(one_line(press.label, BUTTON_LABEL), custom_id, _style(press)) if custom_id else None

    def _listed(self, block: Choose) -> Iterator[Row]:
        for start in range(0, len(block.presses), OPTIONS_IN_SELECT):
            yield from self._menu(block.prompt, block.presses[start : start + OPTIONS_IN_SELECT])

    def _of_choose(self, presses: Sequence[Press]) -> Iterator[Row]:
        single, menus = [], []
        for press in presses:
            options = presses_of(press)
            menu = self._menu_of(press)
            if 1 < len(options) <= BUTTONS_IN_ROW:
                yield from self._buttons(replace(each, label=f"{press.label}: {each.label}") for each in options)
            elif menu is None:
                single.append(press)
            else:
                menus.append(menu)
        yield from menus
        yield from self._of_many(single)

    def _of_many(self, presses: Sequence[Press]) -> Iterator[Row]:
        """Yield rows of buttons; of more than five that take words the likeliest, and a list of the others."""
        if len(presses) <= BUTTONS_IN_ROW or all(len(press.label) <= _SHORT for press in presses):
            for start in range(0, len(presses), BUTTONS_IN_ROW):
                yield from self._buttons(presses[start : start + BUTTONS_IN_ROW])
            return
        yield from self._buttons(presses[:_AS_BUTTONS])
        rest = presses[_AS_BUTTONS:]
        for start in range(0, len(rest), OPTIONS_IN_SELECT):
            yield from self._menu("More you can do", rest[start : start + OPTIONS_IN_SELECT])

    def _buttons(self, presses: Iterable[Press]) -> Iterator[Row]:
        made = tuple(button for button in map(self.button, presses) if button is not None)
        if made:
            yield Buttons(made)

    def _menu(self, title: str, presses: Sequence[Press], now: str = "") -> Iterator[Row]:
        yield from self._list(title, (self._choice(press, now=press.label == now) for press in presses))

    def _list(self, title: str, choices: Iterable[Choice | None]) -> Iterator[Row]:
        """Yield the list of what can be carried; nothing if that is nothing."""
        made = tuple(choice for choice in choices if choice is not None)
        if made:
            self._menus += 1
            yield Menu(one_line(title, PLACEHOLDER), f"{MENU}{self._menus}", made)

    def _choice(self, press: Press, *, now: bool) -> Choice | None:
        value = self._carried(press)
        return Choice(one_line(press.label, OPTION_LABEL), value, now=now) if value else None

    def _menu_of(self, press: Press) -> Menu | None:
        """Return a form of a single list as that list; None for any other, or when an option is too long to carry."""
        options = presses_of(press)
        if not press.form or not 1 < len(options) <= OPTIONS_IN_SELECT:
            return None
        (only,) = press.form.fields
        now = only.show(press.form.initial[only.name]) if only.name in press.form.initial else ""
        made = [row for row in self._menu(press.label, options, now) if isinstance(row, Menu)]
        return made[0] if made and len(made[0].choices) == len(options) else None

    def _of_fill(self, block: Fill) -> Iterator[Row]:
        """Yield what edits a form on a card: a form that fits is opened, a longer one is set field by field."""
        if len(block.spec.fields) <= _FORM:
            yield from self._buttons([Press("Fill in", block.request, form=block.spec, main=True)])
            return
        for each in block.spec.fields:
            yield from self._field(block, each)
        yield from self._buttons(_sending(block))

    def _field(self, block: Fill, each: Field) -> Iterator[Row]:
        """Yield a list to set one field from; a field that is written is asked for in a form of its own."""
        if not isinstance(block.request, Act):
            return
        save = SaveDraft(move=block.spec.name, field=each.name, table=block.request.table)
        options = options_of(each)
        if options:
            now = chosen(each, block.spec.initial[each.name]) if each.name in block.spec.initial else None
            yield from self._list(each.label, (self._setting(save, each, option, now) for option in options))
        elif custom_id := self._unique(self.carrier.of(save, "form")):
            yield Buttons((Button(one_line(f"Set {each.label}", BUTTON_LABEL), custom_id),))

    def _setting(self, save: SaveDraft, each: Field, option: Option, now: str | None) -> Choice | None:
        value = self._unique(self.carrier.of(replace(save, value=option.key)))
        stands = option.key == now
        hint = one_line(each.label, OPTION_DESCRIPTION) if stands else ""  # what is chosen hides the list's title
        return Choice(one_line(option.label, OPTION_LABEL), value, hint, now=stands) if value else None

    def _carried(self, press: Press) -> str | None:
        asks = tuple(f.name for f in press.form.fields) if press.form and not isinstance(press.request, Act) else ()
        return self._unique(self.carrier.of(request_of(press), mode_of(press), asks))

    def _unique(self, custom_id: str | None) -> str | None:
        if custom_id is None:
            return None
        times = self._used.get(custom_id, 0)
        self._used[custom_id] = times + 1
        return numbered(custom_id, times) if times else custom_id


def is_list(block: Choose) -> bool:
    """Tell whether a block offers one thing for each of many: a list then, which its prompt names."""
    kinds = {type(press.request) for press in block.presses}
    alike = len(kinds) == 1 and len(block.presses) > BUTTONS_IN_ROW
    return bool(block.prompt) and alike and not any(press.main for press in block.presses)


def _sending(block: Fill) -> tuple[Press, ...]:
    if not isinstance(block.request, Act):
        return ()
    drop = SaveDraft(move=block.spec.name, table=block.request.table)
    return (as_filled(block), Press("Throw the draft away", drop))


def _style(press: Press) -> Style:
    if isinstance(press.request, _DESTROYING):
        return "danger"
    if press.main:
        return "primary"
    return "danger" if press.confirm else "secondary"
