"""What may be typed next: legal moves, seats, scenarios. Never another seat's secret, never names for students."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from core.context import Context
from core.game import Field, MoveSpec, Pick, Whole, YesNo
from core.kit.fields import clean
from core.kit.refusals import Refused
from core.play.drafts import spec_named, typed_fields
from core.play.hall import my_hall
from core.play.moves import open_phase
from core.play.notes import readers
from core.play.panel_scope import table_numbered
from core.play.sessions import going_on
from core.quiz.bank import bundled
from core.quiz.flow.shelf import bank_named, topics
from core.requests import Request
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.rows import Chair, Place
from core.scenario.options import scalars
from core.section.help import TOPICS
from core.section.hours import zones
from core.section.people import Member, members
from core.section.roles import wanted_role

_LONGEST = 2_000  # characters: what is typed beyond that completes nothing


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that may be typed: what it means to people, and the words themselves."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Typing:
    """What somebody is typing: the input, the words so far, and what stands in the inputs beside it."""

    request: type[Request]
    name: str
    words: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)


def complete(ctx: Context, typing: Typing, most: int = 25) -> tuple[Completion, ...]:
    """Return what fits the words typed so far, beginnings first; nothing where nothing can be known or said."""
    source = _SOURCES.get((typing.request, typing.name))
    if source is None or ctx.role not in typing.request.roles:
        return ()
    try:
        typed = replace(typing, words=clean(f"|{typing.words[:_LONGEST]}|")[1:-1])
        return _fitting(source(ctx, typed), typed.words)[:most]
    except Refused:
        return ()


def _fitting(found: Iterable[Completion], words: str) -> tuple[Completion, ...]:
    wanted = words.strip().casefold()
    told = [(one, f"{one.label}\n{one.value}".casefold()) for one in found]
    hits = [(not text.startswith(wanted) and f"\n{wanted}" not in text, one) for one, text in told if wanted in text]
    return tuple(one for _, one in sorted(hits, key=lambda hit: hit[0]))


def _scenarios(ctx: Context, _: Typing) -> Iterable[Completion]:
    return (Completion(scenario.title, key) for key, scenario in ctx.world.catalogue.scenarios.items())


def _moves(ctx: Context, _: Typing) -> Iterable[Completion]:
    hall, place = my_hall(ctx, "")
    open_phase(hall, place)
    return (Completion(spec.label, spec.name) for spec in hall.game.moves(hall.position.state, place.seat))


def _values(ctx: Context, typing: Typing) -> Iterable[Completion]:
    hall, place = my_hall(ctx, "")
    open_phase(hall, place)
    spec: MoveSpec = spec_named(hall, place.seat, typing.beside.get("move", ""))
    return _named(typed_fields(spec), typing.words)


def _options(ctx: Context, typing: Typing) -> Iterable[Completion]:
    scenario = ctx.world.catalogue.scenario(typing.beside.get("scenario", ""))
    return _named(scalars(type(scenario.params)), typing.words)


def _named(fields: Iterable[Field], words: str) -> Iterable[Completion]:
    """Yield "name=" for every value not named yet, and "name=option" where there are few; what was typed stays."""
    before, _, _ = words.rpartition(" ")
    start = f"{before} " if before else ""
    for each in fields:
        if f"{each.name}=" in before:
            continue
        if isinstance(each, Pick | YesNo):
            pairs = [(o.key, o.label) for o in each.options] if isinstance(each, Pick) else [("yes",) * 2, ("no",) * 2]
            yield from (Completion(f"{start}{each.label}: {says}", f"{start}{each.name}={key}") for key, says in pairs)
        elif isinstance(each, Whole):
            yield Completion(f"{start}{each.label}: {each.range_text()}", f"{start}{each.name}=")


def _readers(ctx: Context, _: Typing) -> Iterable[Completion]:
    hall, place = my_hall(ctx, "")
    return (Completion(chair.title, chair.title) for chair in readers(hall, place.seat))


def _seats_of_table(ctx: Context, typing: Typing) -> Iterable[Completion]:
    number = typing.beside.get("number", "")
    table = table_numbered(ctx, going_on(ctx, ""), int(number) if number.isdecimal() and len(number) < 6 else 0)
    found = ctx.find(Chair, table=table.id) if table.status == "running" else ()
    chairs = sorted(found, key=lambda chair: chair.place)
    return (Completion(chair.title, chair.title) for chair in chairs)


def _people(ctx: Context, _: Typing) -> Iterable[Completion]:
    return map(_named_person, members(ctx, ctx.my_section))


def _to_be_seated(ctx: Context, _: Typing) -> Iterable[Completion]:
    """Yield who holds no seat yet: nobody sits twice."""
    seated = {place.person for place in ctx.find(Place, session=going_on(ctx, "").id) if place.live}
    return (_named_person(member) for member in members(ctx, ctx.my_section) if member.person.id not in seated)


def _to_be_made(ctx: Context, typing: Typing) -> Iterable[Completion]:
    """Yield whose role would become another one; nobody changes their own."""
    role = wanted_role(instructor=_yes(typing, "instructor"), undo=_yes(typing, "undo"))
    others = (member for member in members(ctx, ctx.my_section) if member.person.id != ctx.me.id)
    return (_named_person(member) for member in others if member.membership.role != role)


def _yes(typing: Typing, name: str) -> bool:
    try:
        return YesNo(name=name, label=name).parse(typing.beside.get(name, "no"))
    except Refused:
        return False


def _named_person(member: Member) -> Completion:
    return Completion(member.label, member.alias)


def _topics(_: Context, typing: Typing) -> Iterable[Completion]:
    return (Completion(topic, topic) for topic in topics(bank_named(typing.beside.get("bank", ""))))


def _banks(_: Context, __: Typing) -> Iterable[Completion]:
    return (Completion(name.capitalize(), name) for name in bundled())


def _help(_: Context, __: Typing) -> Iterable[Completion]:
    return (Completion(f"{topic.word}: {topic.about}", topic.word) for topic in TOPICS)


def _zones(_: Context, __: Typing) -> Iterable[Completion]:
    return (Completion(name, name) for name in zones())


_SOURCES: Mapping[tuple[type[Request], str], Callable[[Context, Typing], Iterable[Completion]]] = MappingProxyType(
    {
        (g.StartGame, "scenario"): _scenarios,
        (g.StartGame, "options"): _options,
        (g.Practice, "scenario"): _scenarios,
        (g.Act, "move"): _moves,
        (g.Act, "values"): _values,
        (g.SendNote, "to"): _readers,
        (g.Substitute, "seat"): _seats_of_table,
        (g.Substitute, "person"): _to_be_seated,
        (q.StudyQuiz, "topic"): _topics,
        (q.StartQuiz, "topic"): _topics,
        (q.StartQuiz, "bank"): _banks,
        (s.MakeAssistant, "person"): _to_be_made,
        (s.ChangeSection, "person"): _people,
        (s.ChangeSection, "zone"): _zones,
        (s.Help, "topic"): _help,
    }
)


def completed(request: type[Request], name: str) -> bool:
    """Tell whether an input has anything to complete."""
    return (request, name) in _SOURCES
