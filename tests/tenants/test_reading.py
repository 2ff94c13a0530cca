"""Whoever is of another workspace reads nothing of ours, and learns not even whether it is there.

Everything that stands in any column of any of our rows is tried in every field of every request. What is asked is
answered by the real handlers over all that both workspaces have stored; nothing is stored by it.
"""

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from random import Random
from typing import get_type_hints

import pytest

from core.batch import decide_all
from core.blocks import Text
from core.command import Command, Where, Who
from core.context import Context, Decide, Handlers, Show
from core.replies import Reply, Result, drawn
from core.requests import Request, inputs
from core.requests.game import ReportNote, ShowStatus
from core.rows import EVERY, Note, Row, Table
from tests.desk import text
from tests.hostile.attack import texts
from tests.memory import Memory
from tests.roles.samples import KINDS, sample
from tests.telling import Tell
from tests.tenants.world import ELSEWHERE, LOOKERS, NOBODYS, OURS, THEIRS, TwoWorkspaces, absent, begin, texts_of

_SHORTEST = 5
"""Characters: what is shorter stands in texts by chance."""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoWorkspaces]:
    """Both workspaces."""
    with asyncio.Runner() as runner:
        found = runner.run(begin(tmp_path_factory.mktemp("two")))
        yield found
        runner.run(found.lesson.close())


@dataclass
class Asker:
    """Somebody of the other workspace, who tries."""

    two: TwoWorkspaces
    memory: Memory
    who: Who

    def asks(self, request: Request) -> Reply:
        """Ask, and see that nothing of ours has been touched."""
        self.memory.start_again()
        command = Command(self.who, Where(ELSEWHERE), "", request)
        service, world = self.two.lesson.service, self.two.lesson.world()
        if not request.writes:
            return service._show(self.memory, command)
        (decided,) = decide_all(world, self.memory, [command], service._handlers)
        assert decided.fault is None, decided.fault
        touched = [row for rows in self.memory.changes().values() for row in rows if row.workspace == OURS]
        assert (touched, self.memory.dropped()) == ([], self.their_drops()), f"{request} touched {touched}"
        reply = drawn(decided.result)
        if decided.result.then is None:
            return reply
        return replace(reply, blocks=(*reply.blocks, *self.shown(decided.result.then).blocks))

    def shown(self, request: Request) -> Reply:
        """Return what is shown below an answer."""
        return self.two.lesson.service._show(self.memory, Command(self.who, Where(ELSEWHERE), "", request))

    def their_drops(self) -> dict[type[Row], list[str]]:
        """Return what has been deleted, as far as it is theirs."""
        theirs = {row.id for row in self.two.of(THEIRS)}
        return {kind: ids for kind, ids in self.memory.dropped().items() if set(ids) <= theirs}


def askers(two: TwoWorkspaces) -> list[Asker]:
    return [Asker(two, Memory(two.rows), who) for who in LOOKERS]


def text_fields(kind: type[Request], *, carried: bool) -> list[str]:
    """Return the fields that take a text: those that only buttons carry, or all."""
    asked, hints = {field.name for field in inputs(kind)}, get_type_hints(kind)
    return [f.name for f in fields(kind) if hints[f.name] is str and not (carried and f.name in asked)]


def only_ours(two: TwoWorkspaces) -> list[str]:
    """Return the texts that stand in our rows and in none of theirs, longest first."""
    theirs = "\n".join(word for row in two.of(THEIRS) for word in texts_of(row))
    ours = {word for row in two.of(OURS) for word in texts_of(row) if len(word) >= _SHORTEST}
    return sorted((word for word in ours if word not in theirs and len(word) < 120), key=len, reverse=True)


def ids_to_try(two: TwoWorkspaces) -> list[str]:
    """Return an id of ours of every kind of row, and our join code."""
    rows = [next(row for row in two.rows[kind] if row.workspace == OURS) for kind in EVERY if kind not in NOBODYS]
    codes = [getattr(row, "code", "") for row in two.of(OURS)]
    return [*(row.id for row in rows), *(code for code in codes if code)]


def test_there_is_a_row_of_every_kind_to_be_found(two: TwoWorkspaces) -> None:
    missing = [kind.__name__ for kind in EVERY if kind not in NOBODYS and not _of_ours(two, kind)]
    assert missing == []


@pytest.mark.parametrize("who", LOOKERS, ids=lambda who: who.name)
def test_no_kind_of_row_is_got_or_found_across_workspaces_by_any_of_its_columns(two: TwoWorkspaces, who: Who) -> None:
    memory = Memory(two.rows)
    ctx = two.entered(who, memory)
    assert ctx.workspace == THEIRS
    for kind in EVERY:
        for row in _of_ours(two, kind):
            assert ctx.get(kind, row.id) is None
            for field in fields(row):
                value = getattr(row, field.name)
                if isinstance(value, str | int) and field.name != "kind":
                    assert all(found.workspace == THEIRS for found in ctx.find(kind, **{field.name: value}))


def test_what_is_ours_is_answered_to_the_letter_like_what_is_not_there(two: TwoWorkspaces) -> None:
    """Every field that a button carries, with an id of ours of every kind."""
    chance, tried = Random(1), 0
    for asker in askers(two):
        for kind in KINDS.values():
            for name in text_fields(kind, carried=True):
                for ours in ids_to_try(two):
                    nobodys = absent(ours, chance)
                    told, expected = (_answer(asker, kind, name, word) for word in (ours, nobodys))
                    assert told == expected, f"{kind.__name__}.{name} tells whether {ours} is there"
                    tried += 1
    assert tried > 1_000


def test_nothing_of_ours_is_told_whatever_is_named(two: TwoWorkspaces) -> None:
    assert _told(two, every=12) > 2_000


@pytest.mark.slow
def test_nothing_of_ours_is_told_whatever_text_of_ours_is_named_anywhere(two: TwoWorkspaces, tell: Tell) -> None:
    tried = _told(two, every=1)
    tell(f"{tried:,} requests with a text of another workspace: nothing told, nothing touched")
    assert tried > 20_000


class TestThePlantedFaults:
    """Each gate taken away is noticed. That every request has a second one is why the first needs a test of its own."""

    def test_a_context_that_does_not_look_at_the_workspace(
        self, two: TwoWorkspaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Context, "get", lambda self, kind, row_id: self.ledger.get(kind, row_id))
        with pytest.raises(AssertionError):
            test_no_kind_of_row_is_got_or_found_across_workspaces_by_any_of_its_columns(two, LOOKERS[0])

    def test_a_status_of_any_table(self, two: TwoWorkspaces, monkeypatch: pytest.MonkeyPatch) -> None:
        def show(ctx: Context, ask: ShowStatus) -> Reply:
            table = ctx.ledger.get(Table, ask.table)
            return Reply(blocks=(Text("No such table." if table is None else f"It is of {table.section}."),))

        self._plant(two, monkeypatch, {}, {ShowStatus: show})
        with pytest.raises(AssertionError, match="tells whether"):
            test_what_is_ours_is_answered_to_the_letter_like_what_is_not_there(two)
        with pytest.raises(AssertionError, match="was told to"):
            _told(two, every=1, kinds=[ShowStatus])

    def test_a_report_of_anybodys_note(self, two: TwoWorkspaces, monkeypatch: pytest.MonkeyPatch) -> None:
        def report(ctx: Context, ask: ReportNote) -> Result:
            if (note := ctx.ledger.get(Note, ask.note)) is not None:
                ctx.put(replace(note, reported=True))
            return Result(said=("Thank you.",))

        self._plant(two, monkeypatch, {ReportNote: report}, {})
        with pytest.raises(AssertionError, match="touched"):
            _told(two, every=1, kinds=[ReportNote])

    def _plant(
        self,
        two: TwoWorkspaces,
        patch: pytest.MonkeyPatch,
        decide: Mapping[type[Request], Decide],
        show: Mapping[type[Request], Show],
    ) -> None:
        whole = two.lesson.service._handlers
        patch.setattr(two.lesson.service, "_handlers", Handlers({**whole.decide, **decide}, {**whole.show, **show}))


def _of_ours(two: TwoWorkspaces, kind: type[Row]) -> Sequence[Row]:
    return [row for row in two.rows[kind] if row.workspace == OURS]


def _answer(asker: Asker, kind: type[Request], name: str, word: str) -> tuple[str, str]:
    reply = asker.asks(replace(sample(kind, {}), **{name: word}))
    return reply.refused, text(reply).replace(word, "…").replace(word[:40], "…")


def _told(two: TwoWorkspaces, every: int, kinds: Iterable[type[Request]] = KINDS.values()) -> int:
    """Name every n-th of our texts in every field of every request; return how many requests that took."""
    words, tried = only_ours(two), 0
    search = re.compile("|".join(map(re.escape, words)))
    for asker in askers(two):
        for kind in kinds:
            for turn, name in enumerate(text_fields(kind, carried=False)):
                for word in words[turn % every :: every]:
                    reply = asker.asks(replace(sample(kind, {}), **{name: word}))
                    told = [found for found in search.findall("\n".join(texts(reply.blocks))) if not _in(found, word)]
                    assert not told, f"{told} was told to {asker.who.name} for {kind.__name__}.{name}={word}"
                    tried += 1
    return tried


def _in(found: str, word: str) -> bool:
    """Tell whether what was found only repeats what was asked, as typed or as a code is read."""
    return _squeezed(found) in _squeezed(word)


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
