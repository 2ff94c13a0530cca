"""Send hostile strings through the real door, and find what comes back, or stays, that should not."""

import asyncio
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from core.kit.refusals import Ambiguous, Illegal, NotAllowed, NotAMove
from core.replies import Reply
from tests.hostile.places import Place
from tests.hostile.scene import Ask, Scene, from_outside

AT_ONCE = 128
LONGEST_SAID = 3_000
"""Characters of one text in an answer: a list of groups (2,000) may be said back."""
LONGEST_ID = 900
_KINDS = {"", NotAMove.kind, Illegal.kind, Ambiguous.kind, NotAllowed.kind}
INSIDES = ("Traceback", "sqlite3", "sqlalchemy", "pydantic", "core/", "object at 0x", "Error(", "validation error")


@dataclass(frozen=True, slots=True)
class Try:
    """A string in a place."""

    place: str
    text: str
    ask: Ask


def tries(scene: Scene, places: Sequence[Place], strings: Sequence[str], every: int = 1) -> Iterator[Try]:
    """Yield each string in each place; with `every` = n, each place gets every n-th string, all strings in turn."""
    for turn, place in enumerate(places):
        ask = scene.asks[place.kind]
        for text in strings[turn % every :: every]:
            filled = place.fill(ask.request, text)
            yield Try(place.name, text, Ask(ask.who, filled, ask.channel))
    for turn, name in enumerate(from_outside(scene, "x")):
        for text in strings[turn % every :: every]:
            yield Try(name, text, from_outside(scene, text)[name])


async def attack(scene: Scene, tried: Iterable[Try]) -> list[str]:
    """Make all tries, many at once, in order; return what is wrong with the answers."""
    found: list[str] = []
    waiting: list[Try] = []
    for one in tried:
        if waiting and (len(waiting) == AT_ONCE or waiting[0].ask.request.__class__ is not one.ask.request.__class__):
            found += await _together(scene, waiting)
            waiting = []
        waiting.append(one)
    return found + await _together(scene, waiting)


async def _together(scene: Scene, tried: Sequence[Try]) -> list[str]:
    service = scene.lesson.service
    commands = [one.ask.delivered_to(scene.lesson) for one in tried]
    replies = await asyncio.gather(*(service.handle(command) for command in commands), return_exceptions=True)
    return [
        f"{one.place} ← {one.text[:60]!a}: {wrong}"
        for one, reply in zip(tried, replies, strict=True)
        for wrong in ([f"raised {reply!r}"] if isinstance(reply, BaseException) else faults_of(reply))
    ]


def faults_of(reply: Reply) -> Iterator[str]:
    """Yield what is wrong with an answer: a fault, insides, characters that no chat should carry, endless texts."""
    if reply.refused not in _KINDS:
        yield f"was answered with a {reply.refused}: {next(texts(reply.blocks), '')[:200]}"
    if not reply.blocks:
        yield "was answered with nothing"
    for text in texts(reply.blocks):
        yield from unsafe(text)
        if any(inside in text for inside in INSIDES):
            yield f"shows our insides: {text[:200]!a}"
        if len(text) > LONGEST_SAID:
            yield f"says {len(text)} characters at once"


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value, names and keys too."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from texts(tuple(value))
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from texts(part)


def unsafe(text: str) -> Iterator[str]:
    """Yield what a text must not contain: controls, surrogates, bidi marks, zero-width and unassigned characters."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return
    for character in sorted(set(text) - {"\n", "\t"}):
        if (category := unicodedata.category(character)) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            yield f"carries {character!a} ({category})"


def stored_faults(path: Path) -> Iterator[str]:
    """Yield what is wrong with a database: its pages, characters in any column, names without end."""
    with closing(sqlite3.connect(path)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            yield f"the database is damaged: {sound}"
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            columns = [column for column, *_ in cursor.description]
            for row in cursor:
                for column, value in zip(columns, row, strict=True):
                    yield from (f"{table}.{column} {wrong}" for wrong in _stored(column, value))


def _stored(column: str, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        return
    if column in {"id", "workspace", "person", "section", "place"} and len(value) > LONGEST_ID:
        yield f"is a name of {len(value)} characters"
    for text in _within(value):
        yield from unsafe(text)


def _within(value: str) -> Iterator[str]:
    """Yield a stored text and, where it is JSON, all texts in it, however often it was wrapped."""
    yield value
    if value[:1] in {"[", "{"}:
        try:
            inner = json.loads(value)
        except ValueError:
            return
        for text in _leaves(inner):
            yield from _within(text)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    elif isinstance(value, str):
        yield value
