"""Forms: a move's fields, or a request's missing inputs, as a modal; and what was filled in back into the request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

from discord import RadioGroupOption, SelectOption, TextStyle, ui

from bot.discord.choosing import chosen, options_of
from bot.discord.filled import without
from bot.discord.ids import write
from bot.discord.limits import (
    FIELDS_IN_FORM,
    INPUT_PLACEHOLDER,
    INPUT_VALUE,
    LABEL,
    LABEL_DESCRIPTION,
    MODAL_TITLE,
    OPTION_DESCRIPTION,
    OPTION_LABEL,
    RADIO_OPTIONS,
)
from bot.discord.press import missing
from bot.discord.text import cut, one_line, safe
from bot.discord.titles import title_of
from bot.discord.touch import Touch
from core.blocks import Fill
from core.game import Field, MoveSpec, Option, Value
from core.kit.fields import Words
from core.requests import Request, inputs
from core.requests.game import Act, SaveDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked for, and the request that is made with it."""

    title: str
    fields: tuple[Field, ...]
    request: Request
    initial: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    above: str = ""
    """Said above the fields: why an earlier try was refused, or what sending it binds to."""

    @property
    def fits(self) -> bool:
        """Whether it is short enough to be opened; a longer one is edited on a card."""
        return 1 <= len(self.fields) <= FIELDS_IN_FORM


def of_fill(fill: Fill) -> Form:
    """Return a move's form as it is opened."""
    spec = fill.spec
    told = {field.help for field in spec.fields}  # beside its own field: it need not stand above all of them too
    above = " ".join(text for text in (fill.problem, spec.binds or spec.help) if text and text not in told)
    return Form(title=spec.label, fields=spec.fields, request=fill.request, initial=spec.initial, above=above)


def of_field(fill: Fill, save: SaveDraft) -> Form:
    """Return the form of one field of a longer one; what is sent goes into the draft."""
    asked = tuple(replace(each, name="value") for each in fill.spec.fields if each.name == save.field)
    now = save.value or fill.spec.initial.get(save.field)
    before = {} if now is None else {"value": now}
    return Form(title=fill.spec.label, fields=asked, request=save, initial=before, above=fill.problem)


def of_spec(spec: MoveSpec, request: Request) -> Form:
    """Return the form that stands behind a button, filled with what the request has already."""
    own = {part.name for part in fields(request)}
    kept = {f.name: getattr(request, f.name) for f in spec.fields if f.name in own and getattr(request, f.name)}
    return Form(
        title=spec.label, fields=spec.fields, request=request, initial={**spec.initial, **kept}, above=spec.binds
    )


def of_inputs(request: Request, asks: Sequence[str] = ()) -> Form:
    """Return the form that asks for a request's inputs: those named, else those it cannot do without."""
    names = tuple(asks) or missing(request)
    asked = tuple(each for each in inputs(type(request)) if each.name in names)
    kept = {each.name: getattr(request, each.name) for each in asked if getattr(request, each.name) not in (None, "")}
    return Form(title=title_of(type(request)), fields=asked, request=request, initial=kept)


def modal_of(form: Form, place: str = "", on_card: Iterable[str] = ()) -> ui.Modal | None:
    """Return the modal, None when its request cannot be carried; it is finished: what is sent is read from its id.

    What stands `on_card`, the card that it is opened from, is read from there.
    """
    custom_id = write(Touch(request=without(_emptied(form), on_card), mode="sent", place=place))
    if custom_id is None or not form.fits:
        return None
    modal = ui.Modal(title=one_line(form.title, MODAL_TITLE), custom_id=custom_id, timeout=None)
    if form.above and len(form.fields) < FIELDS_IN_FORM:
        modal.add_item(ui.TextDisplay(safe(cut(form.above, INPUT_VALUE // 4))))
    for each in form.fields:
        modal.add_item(_label(each, form.initial.get(each.name)))
    modal.stop()
    return modal


def filled_in(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what was filled into a modal, by the names of its fields; "" for what was left empty."""
    return dict(pair for component in components for pair in _pairs(component))


def _emptied(form: Form) -> Request:
    """Return the request without what its form asks for, so that it is always short enough to carry."""
    if isinstance(form.request, Act):
        return replace(form.request, values={})
    return without(form.request, (each.name for each in form.fields))


def _label(each: Field, value: Value | None) -> ui.Label[Any]:
    says = each.help or each.range_text()
    return ui.Label(
        text=one_line(each.label, LABEL),
        description=one_line(says, LABEL_DESCRIPTION) if says else None,
        component=_component(each, value),
    )


def _component(each: Field, value: Value | None) -> ui.Item[Any]:
    options, (fewest, most) = options_of(each), RADIO_OPTIONS
    if not options:
        return _text(each, value)
    now = None if value is None else chosen(each, value)
    required = not each.optional
    if fewest <= len(options) <= most:
        radios = [
            RadioGroupOption(label=label, value=key, description=hint, default=key == now)
            for key, label, hint in map(_shown, options)
        ]
        return ui.RadioGroup(custom_id=each.name, required=required, options=radios)
    choices = [
        SelectOption(label=label, value=key, description=hint, default=key == now)
        for key, label, hint in map(_shown, options)
    ]
    return ui.Select(custom_id=each.name, required=required, options=choices)


def _shown(option: Option) -> tuple[str, str, str | None]:
    hint = one_line(option.hint, OPTION_DESCRIPTION) if option.hint else None
    return option.key, one_line(option.label, OPTION_LABEL), hint


def _text(each: Field, value: Value | None) -> ui.TextInput[Any]:
    limit = each.limit if isinstance(each, Words) else 100
    return ui.TextInput(
        custom_id=each.name,
        style=TextStyle.paragraph if isinstance(each, Words) and each.long else TextStyle.short,
        required=not each.optional,
        default=cut(str(value), min(limit, INPUT_VALUE)) if value is not None else None,
        placeholder=one_line(each.range_text(), INPUT_PLACEHOLDER) if each.range_text() else None,
        max_length=min(limit, INPUT_VALUE),
    )


def _pairs(component: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the values of a component and of what lies in it, whatever holds it: a label or a row."""
    inner = component.get("component")
    for child in [inner] if inner else component.get("components", ()):
        yield from _pairs(child)
    if "custom_id" in component:
        values = component.get("values")
        value = values[0] if values else component.get("value")
        yield component["custom_id"], "" if value is None else str(value)
