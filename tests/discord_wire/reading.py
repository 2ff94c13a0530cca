"""What a person reads on a message or a form: its words, its buttons, its selects and fields."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.discord_wire.judge.seen import components
from tests.discord_wire.values import Attachment, Json, Message, Modal

BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, TEXT, LABELLED = 2, 3, 4, 5, 10, 18
RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23
SELECTS = frozenset({3, 5, 6, 7, 8})
_ESCAPED = re.compile(r"\\([^\w\s])")
_FILLED = frozenset({TEXT_INPUT, *SELECTS, RADIO, CHECKBOXES, CHECKBOX})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in on a form: what stands beside it, and the component itself."""

    label: str
    about: str
    component: Json

    @property
    def key(self) -> str:
        """Return its custom id."""
        return str(self.component["custom_id"])

    @property
    def options(self) -> Sequence[Json]:
        """Return what may be chosen."""
        return self.component.get("options") or ()

    @property
    def filled(self) -> object:
        """Return what stands in it beforehand."""
        if self.component["type"] == TEXT_INPUT:
            return self.component.get("value") or ""
        return [option["value"] for option in self.options if option.get("default")]


def buttons(message: Message) -> list[Json]:
    """Return the buttons that can be pressed."""
    return [c for c in components(message.components) if c.get("type") == BUTTON and not c.get("disabled")]


def selects(message: Message) -> list[Json]:
    """Return the selects from which can be chosen."""
    return [c for c in components(message.components) if c.get("type") in SELECTS and not c.get("disabled")]


def labels(messages: Iterable[Message]) -> list[str]:
    """Return the names of all buttons."""
    return [str(button.get("label")) for message in messages for button in buttons(message)]


def words(message: Message) -> str:
    """Return all that a message says, alt texts and names of buttons too; marks that are escaped read as they are."""
    return unescaped("\n".join(line for line in _lines(message) if line))


def unescaped(text: str) -> str:
    """Return text without the backslashes that keep marks from being taken for markdown."""
    return _ESCAPED.sub(r"\1", text)


def _lines(message: Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from (embed.get("title") or "", embed.get("description") or "")
        yield from (f"{field['name']}: {field['value']}" for field in embed.get("fields") or ())
        yield (embed.get("footer") or {}).get("text") or ""
    for component in components(message.components):
        yield component.get("content") or ""
        yield from (item.get("description") or "" for item in component.get("items") or ())
        yield component.get("placeholder") or ""
        if component.get("type") == BUTTON:
            yield f"[{component.get('label')}]"
    yield from (told(one) for one in message.attachments)


def told(attachment: Attachment) -> str:
    """Return what a picture or file says to those who cannot see it."""
    return f"({attachment.name}: {attachment.alt})"


def fields(modal: Modal) -> list[Field]:
    """Return what a form asks for, in order."""
    found = []
    for component in components(modal.components):
        if component.get("type") == LABELLED:
            about = component.get("description") or ""
            found.append(Field(component["label"], about, component["component"]))
        elif component.get("type") == TEXT_INPUT and component.get("label"):
            found.append(Field(component["label"], component.get("placeholder") or "", component))
    return found


def submitted(modal: Modal, values: dict[str, object]) -> list[Json]:
    """Return a filled form as the client sends it: `values` by custom id; the rest as it stood there."""

    def answer(component: Json) -> Json:
        if component.get("type") in _FILLED:
            return _answer(component, values)
        inner = {"component": answer(component["component"])} if component.get("component") else {}
        rows = {"components": [answer(c) for c in component["components"]]} if component.get("components") else {}
        return {"type": component["type"], "id": component.get("id", 0), **inner, **rows}

    return [answer(component) for component in modal.components]


def _answer(component: Json, values: dict[str, object]) -> Json:
    key, kind = component["custom_id"], component["type"]
    whole: Json = {"type": kind, "id": component.get("id", 0), "custom_id": key}
    value = values.get(key, Field("", "", component).filled)
    if kind in SELECTS or kind == CHECKBOXES:
        return {**whole, "values": value if isinstance(value, list) else [value]}
    if kind == RADIO and isinstance(value, list):
        return {**whole, "value": value[0] if value else None}
    return {**whole, "value": value}
