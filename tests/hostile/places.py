"""Every place of every request that takes text, found in the requests themselves: none can be forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_origin, get_type_hints

import core.handlers  # noqa: F401 - only requests that have been imported are known
from core.requests import Request, inputs
from core.requests.codec import every

SPOILING = (
    "StudyQuiz", "StartQuiz", "Practice", "SendNote", "ChangeSection", "MakeAssistant", "Substitute", "Extend", "Ready",
    "JoinGame", "LeaveGame", "Pause", "Resume", "Advance", "End", "TurnPage",
)  # fmt: skip
"""Requests that change the scene for those after them, when a string happens to fit: tried last, in this order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a request; of a mapping, its names or its values."""

    kind: type[Request]
    field: str
    part: str = ""

    @property
    def name(self) -> str:
        """Return "SendNote.text"."""
        return f"{self.kind.__name__}.{self.field}{self.part and f' ({self.part})'}"

    def fill(self, request: Request, text: str) -> Request:
        """Return a request with the text in this place; types are not kept, as in what a platform sends."""
        value: Any = {"name": {text: "1"}, "value": self._values(request, text), "": text}[self.part]
        return replace(request, **{self.field: value})

    def _values(self, request: Request, text: str) -> Mapping[str, str]:
        given = getattr(request, self.field)
        return dict.fromkeys(given, text) if isinstance(given, Mapping) and given else {"1": text}


def places() -> tuple[Place, ...]:
    """Return all places of all requests, the clock's aside; those that spoil the scene last."""
    kinds = [kind for kind in every().values() if kind.roles and kind.__module__.startswith("core.")]
    found = [place for kind in kinds for place in _places(kind)]
    return tuple(sorted(found, key=lambda place: _rank(place.kind)))


def _places(kind: type[Request]) -> Iterator[Place]:
    hints = get_type_hints(kind)
    asked = {part.name for part in inputs(kind)}
    for field in fields(kind):
        if get_origin(hints[field.name]) is Mapping:
            yield from (Place(kind, field.name, part) for part in ("name", "value"))
        elif field.name in asked or hints[field.name] is str:
            yield Place(kind, field.name)


def _rank(kind: type[Request]) -> int:
    return SPOILING.index(kind.__name__) if kind.__name__ in SPOILING else -1
