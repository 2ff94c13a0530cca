"""Which route is which: a concrete path finds the template of Discord's own document."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.discord_wire.calls import Answer, Call

Handler = Callable[[Call], Awaitable[Answer]]
Table = Mapping[str, Handler]
"""Handlers by "METHOD /template"."""


@dataclass(frozen=True, slots=True)
class Route:
    """A template, as an expression that matches its paths, and the handlers by method."""

    template: str
    pattern: re.Pattern[str]
    handlers: Mapping[str, Handler]


def table(parts: Iterable[Table]) -> tuple[Route, ...]:
    """Return all routes, those with fewer parameters first: `@me` is not somebody's id."""
    by_template: dict[str, dict[str, Handler]] = {}
    for part in parts:
        for name, handler in part.items():
            method, template = name.split(" ", 1)
            by_template.setdefault(template, {})[method] = handler
    found = [Route(template, _pattern(template), handlers) for template, handlers in by_template.items()]
    return tuple(sorted(found, key=lambda route: route.template.count("{")))


def find(routes: tuple[Route, ...], path: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the route of a path and its parameters."""
    for route in routes:
        if (match := route.pattern.fullmatch(path)) is not None:
            return route, match.groupdict()
    return None


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(f"(?P<{part}>[^/]+)" if i % 2 else re.escape(part) for i, part in enumerate(parts)))
