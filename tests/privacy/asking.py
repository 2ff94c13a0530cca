"""Every request in many variants: fields filled from what is really there, and from words that are nearly right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from random import Random
from typing import Any, get_origin, get_type_hints

import core.handlers  # noqa: F401 - only requests that have been imported are known
from core.command import Who
from core.completing import Typing, completed
from core.kit.fields import Pick, Whole, YesNo
from core.requests import Request, inputs
from core.requests.codec import every
from core.rows import Note, Person, Session, Study
from tests.hall import Lesson
from tests.hostile.places import SPOILING
from tests.privacy.secrets import table_ids

_ALWAYS: Mapping[str, Sequence[Any]] = {
    "scenario": ("ratify-or-revert", "treaty-tabel"), "groups": ("", "same", "Ana; Bo"), "page": (0, 1, 2, 3, 4, 9),
    "problem": ("",), "text": ("Would you?",), "topic": ("", "two-level", "zq"), "answer": ("A", "B", "0"),
    "name": ("POL 211",), "code": ("zq", "K7P2Q9"), "quiet": ("", "off"), "zone": ("", "Europe/Athnes"), "bank": ("",),
    "exam": ("", "off"), "alias": ("", "zq"), "section": ("",), "field": ("", "share", "zq"), "value": ("", "zq", "50"),
    "minutes": (1,), "lobby": (60,),
}  # fmt: skip
"""What is typed wherever a field has this name; "zq" is how every planted secret begins."""


@dataclass(frozen=True)
class Around:
    """What there is to name at a moment, by the name of the field."""

    values: Mapping[str, Sequence[Any]]


async def around(lesson: Lesson) -> Around:
    """Look around: tables, sessions, phases, seats, moves, people, notes and questions, others' too."""
    tables = await table_ids(lesson)
    sessions = [session.id for session in await lesson.rows(Session)]
    halls = [await lesson.hall(table) for table in tables]
    running = [hall for hall in halls if hall.position.phase is not None]
    seats = sorted({chair.key for hall in running for chair in hall.chairs})
    moves = {spec.name for h in running for seat in h.phase.actors for spec in h.game.moves(h.position.state, seat)}
    people = [person.alias for person in await lesson.rows(Person)]
    study = [question for row in await lesson.rows(Study) for question in row.queue[:2]]
    notes = [note.id for note in await lesson.rows(Note)]
    here: dict[str, Sequence[Any]] = {
        "table": ("", *tables[-3:]), "session": ("", *sessions[-3:]), "number": (0, 1, 2),
        "phase": ("", *sorted({hall.phase.key for hall in running})), "note": ("", *notes[-4:]),
        "question": ("", *study[:2]), "move": ("", *sorted(moves), "zq", "offr"),
        "seat": (*seats[:3], "zq", "voter"), "to": (*seats, "zq", "vot"),
        "person": ("", people[-1], people[-1][:4], "zq", "Name"),
    }  # fmt: skip
    return Around({**_ALWAYS, **here})


def kinds(*, writing: bool) -> list[type[Request]]:
    """Return all requests that write, or all that read; those that change much come last."""
    found = [k for k in every().values() if k.__module__.startswith("core.") and k.roles and k.writes is writing]
    return sorted(found, key=lambda k: SPOILING.index(k.__name__) if k.__name__ in SPOILING else -1)


def variants(kind: type[Request], here: Around, chance: Random, most: int) -> list[Request]:
    """Return different requests of a kind, at most so many, drawn from all that could be asked."""
    choices = _choices(kind, here)
    made: dict[str, Request] = {}
    for _ in range(3 * most):
        request = kind(**{name: chance.choice(list(values)) for name, values in choices.items()})
        made.setdefault(repr(request), request)
        if len(made) == most:
            break
    return list(made.values())


def typings(here: Around, lookers: Sequence[Who], chance: Random) -> list[tuple[Who, Typing]]:
    """Return everybody typing every input that is completed, with nothing typed yet and with a beginning."""
    names = [(k, f.name) for writing in (True, False) for k in kinds(writing=writing) for f in fields(k)]
    inputs_ = [(kind, name) for kind, name in names if completed(kind, name)]
    beside = {"move": chance.choice(list(here.values["move"])), "number": "1", "scenario": "ratify-or-revert"}
    beginnings = ("", chance.choice(("zq", "a", "x", "1", "n")))
    return [(who, Typing(*one, words, beside)) for who in lookers for one in inputs_ for words in beginnings]


def _choices(kind: type[Request], here: Around) -> dict[str, Sequence[Any]]:
    typed = {field.name: field for field in inputs(kind)}
    hints = get_type_hints(kind)
    found: dict[str, Sequence[Any]] = {}
    for field in fields(kind):
        match typed.get(field.name):
            case Pick(options=options):
                found[field.name] = [option.key for option in options]
            case YesNo():
                found[field.name] = (True, False)
            case Whole(low=low, high=high) if field.name not in here.values:
                found[field.name] = (low, high)
            case _ if get_origin(hints[field.name]) is Mapping:
                found[field.name] = ({}, {"share": "50"}, {"zq": "1"}, {"1": "zq"})
            case _ if hints[field.name] is bool:
                found[field.name] = (True, False)
            case _:
                found[field.name] = here.values.get(field.name, ("", "zq"))
    return found
