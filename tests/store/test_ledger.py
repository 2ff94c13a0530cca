"""The ledger against a plain dict: whatever a batch asks and does, over rows that are read bit by bit."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.kit.refusals import Refused
from core.known import ID, Known, Query
from core.ledger import Kinds, Ledger, Unread
from core.rows import Binding, Draft, Row

T = TypeVar("T")
NAMES = st.sampled_from("abcdef")
VALUES = st.sampled_from("xyz")


def draft(row_id: str, table: str = "x", seat: str = "y") -> Draft:
    return Draft(id=row_id, workspace="w", table=table, seat=seat, person="p", move="m", values={})


def answer(ledger: Ledger, stored: dict[str, Draft]) -> None:
    """Read what the ledger wants from a dict that stands for the store."""
    for query in ledger.wanted():
        rows: list[Row] = [row for row in stored.values() if query.kind is Draft and query.matches(row)]
        ledger.learn([query], rows)


class Batches(RuleBasedStateMachine):
    """Batches of gets, finds, puts, drops and attempts; some are stored, some given up; others write in between."""

    seldom_there: Kinds = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[str, Draft] = {}
        self.model: dict[str, Draft] = {}
        self.known = Known()
        self.begins_a_ledger()

    def begins_a_ledger(self) -> None:
        self.ledger = Ledger(self.known, self.seldom_there)

    def asked(self, ask: Callable[[], T]) -> T:
        """Ask until everything has been read, or was rightly assumed to be absent."""
        while True:
            try:
                found = ask()
            except Unread:
                answer(self.ledger, self.stored)
                continue
            if not self.ledger.unread:
                return found
            rightly_assumed = self.ledger.assumptions()
            answer(self.ledger, self.stored)
            if rightly_assumed():
                return found

    @rule(name=NAMES)
    def gets(self, name: str) -> None:
        assert self.asked(lambda: self.ledger.get(Draft, name)) == self.model.get(name)

    @rule(by=st.dictionaries(st.sampled_from(["table", "seat"]), VALUES, min_size=1))
    def finds(self, by: dict[str, str]) -> None:
        wanted = [row for _, row in sorted(self.model.items()) if all(getattr(row, name) == by[name] for name in by)]
        assert list(self.asked(lambda: self.ledger.find(Draft, **by))) == wanted
        some = self.asked(lambda: self.ledger.some(Draft, **by))
        assert some in wanted if wanted else some is None

    @rule(table=VALUES)
    def begins(self, table: str) -> None:
        if all(row.table != table for row in self.stored.values()):
            self.ledger.begin(Draft, table=table)

    @rule(name=NAMES, table=VALUES, seat=VALUES)
    def puts(self, name: str, table: str, seat: str) -> None:
        self.ledger.put(draft(name, table, seat))
        self.model[name] = draft(name, table, seat)

    @rule(name=NAMES)
    def drops(self, name: str) -> None:
        self.ledger.drop(draft(name))
        self.model.pop(name, None)

    @rule(name=st.integers(0, 999).map(str), table=VALUES)
    def adds(self, name: str, table: str) -> None:
        if f"new{name}" not in self.model and f"new{name}" not in self.stored:
            self.ledger.add(draft(f"new{name}", table))
            self.model[f"new{name}"] = draft(f"new{name}", table)

    @rule(names=st.lists(NAMES, min_size=1), table=VALUES)
    def tries_and_is_refused(self, names: list[str], table: str) -> None:
        with contextlib.suppress(Refused), self.ledger.attempt():
            for number, name in enumerate(names):
                self.ledger.put(draft(name, table, "z")) if number % 2 else self.ledger.drop(draft(name))
            raise Refused("No.")

    @rule(names=st.lists(NAMES, min_size=1), table=VALUES)
    def tries_and_succeeds(self, names: list[str], table: str) -> None:
        with self.ledger.attempt():
            for name in names:
                self.ledger.put(draft(name, table))
                self.model[name] = draft(name, table)

    @rule()
    def is_stored(self) -> None:
        for ids in self.ledger.dropped().values():
            for row_id in ids:
                self.stored.pop(row_id, None)
        for row in self.ledger.settle().get(Draft, []):
            assert isinstance(row, Draft)
            self.stored[row.id] = row
        assert self.stored == self.model
        self.begins_a_ledger()

    @rule()
    def runs_again(self) -> None:
        self.ledger.start_again()
        self.model = dict(self.stored)

    @rule(name=NAMES, table=VALUES)
    def somebody_else_writes(self, name: str, table: str) -> None:
        self.stored[name] = draft(name, table)
        self.model, self.known = dict(self.stored), Known()
        self.begins_a_ledger()

    @invariant()
    def an_id_that_answers_has_its_row(self) -> None:
        shelf = self.known.shelf(Draft)
        for answers in shelf.answers.values():
            assert all(shelf.rows.get(row_id) is not None for answer in answers.values() for row_id in answer.ordered())


class AssumingBatches(Batches):
    """The same, where drafts are assumed to be absent until they have been read."""

    seldom_there = frozenset({(Draft, ID), (Draft, ("table",))})


TestBatches, TestAssumingBatches = Batches.TestCase, AssumingBatches.TestCase
TestBatches.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
TestAssumingBatches.settings = TestBatches.settings


def test_a_row_that_was_not_read_is_noted_and_raised() -> None:
    ledger = Ledger()
    with pytest.raises(Unread):
        ledger.get(Draft, "a")
    assert ledger.unread
    assert ledger.wanted() == [Query(Draft, ID, ("a",))]
    assert not ledger.unread


def test_a_row_that_is_seldom_there_is_assumed_to_be_absent_and_what_follows_is_asked_in_the_same_run() -> None:
    ledger = Ledger(seldom_there={(Draft, ID)})
    assert ledger.get(Draft, "a") is None
    assert ledger.get(Draft, "b") is None
    rightly_assumed = ledger.assumptions()
    assert [query.values for query in ledger.wanted()] == [("a",), ("b",)]
    ledger.learn([Query(Draft, ID, ("a",)), Query(Draft, ID, ("b",))], [])
    assert rightly_assumed()


def test_a_wrong_assumption_is_noticed_and_so_is_anything_else_that_was_missing() -> None:
    ledger = Ledger(seldom_there={(Draft, ID)})
    ledger.get(Draft, "a")
    rightly_assumed = ledger.assumptions()
    answer(ledger, {"a": draft("a")})
    assert not rightly_assumed()
    ledger.get(Draft, "b")
    with pytest.raises(Unread):
        ledger.get(Binding, "x")
    rightly_assumed = ledger.assumptions()
    answer(ledger, {})
    assert not rightly_assumed()


def test_each_notes_all_that_is_missing_before_it_gives_up() -> None:
    ledger = Ledger()
    with pytest.raises(Unread):
        ledger.each("abc", lambda name: ledger.get(Draft, name))
    assert [query.values for query in ledger.wanted()] == [("a",), ("b",), ("c",)]


def test_each_returns_what_was_done_in_order() -> None:
    assert Ledger().each([3, 1, 2], lambda number: number * 2) == [6, 2, 4]


def test_nothing_about_a_newborn_row_is_read() -> None:
    ledger = Ledger()
    ledger.add(draft("new"))
    assert ledger.get(Binding, "new") is None
    assert ledger.find(Binding, section="new") == ()
    assert not ledger.unread


def test_what_was_asked_about_a_newborn_row_or_said_to_begin_is_known_to_later_batches() -> None:
    known = Known()
    ledger = Ledger(known)
    ledger.add(draft("new"))
    assert ledger.find(Binding, section="new") == ()
    ledger.begin(Draft, seat="y")
    ledger.settle()
    later = Ledger(known)
    assert later.find(Binding, section="new") == ()
    assert later.find(Draft, seat="y") == (draft("new"),)


def test_what_is_known_is_not_asked_for_ahead() -> None:
    known = Known()
    known.shelf(Draft).learn(ID, [("a",)], [])
    ledger = Ledger(known)
    ledger.want([Query(Draft, ID, ("a",)), Query(Draft, ID, ("b",))])
    assert ledger.wanted() == [Query(Draft, ID, ("b",))]


def test_a_row_put_without_reading_and_dropped_again_is_deleted_from_the_store() -> None:
    ledger = Ledger()
    ledger.put(draft("a"))
    ledger.drop(draft("a"))
    assert ledger.dropped() == {Draft: ["a"]}


def test_a_newborn_row_that_is_dropped_costs_no_statement() -> None:
    ledger = Ledger()
    ledger.add(draft("a"))
    ledger.drop(draft("a"))
    assert (ledger.changes(), ledger.dropped()) == ({}, {})


def test_attempts_do_not_nest() -> None:
    ledger = Ledger()
    with pytest.raises(RuntimeError, match="An attempt inside an attempt"), ledger.attempt(), ledger.attempt():
        pass


def test_a_find_sees_a_row_move_in_and_out_of_its_answer() -> None:
    ledger = Ledger()
    ledger.learn([Query(Draft, ("table",), ("x",))], [draft("a"), draft("b")])
    ledger.put(replace(draft("a"), table="y"))
    ledger.put(draft("c"))
    assert [row.id for row in ledger.find(Draft, table="x")] == ["b", "c"]


def test_the_machine_notices_a_memory_that_misses_what_was_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Known, "change", lambda *_: None)
    batches = Batches()
    batches.gets("a")
    batches.puts("a", "x", "y")
    batches.is_stored()
    with pytest.raises(AssertionError):
        batches.gets("a")


def test_the_machine_notices_an_assumption_that_nobody_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "assumptions", lambda _ledger: lambda: True)
    batches = AssumingBatches()
    batches.stored["a"] = batches.model["a"] = draft("a")
    with pytest.raises(AssertionError):
        batches.gets("a")


def test_a_watched_ledger_takes_down_what_the_last_run_was_asked_of_the_store() -> None:
    known = Known()
    ledger = Ledger(known, {(Draft, ID)}, watched=True)
    known.shelf(Draft).learn(("table",), [("x",)], [draft("a")])
    ledger.find(Draft, table="x")
    ledger.start_again()
    ledger.put(draft("b"))
    assert ledger.get(Draft, "b")  # its own: the store was not asked
    assert ledger.get(Draft, "c") is None  # assumed
    assert ledger.assume()
    assert not ledger.unread
    assert list(ledger.asked) == [Query(Draft, ID, ("c",))]
    assert known.answer(Query(Draft, ID, ("c",))) == (None,)
    assert known.answer(Query(Draft, ("table",), ("x",))) == (draft("a"),)
    assert list(ledger.touched()) == [(Draft, "b", None, draft("b"))]


def test_a_ledger_that_lacks_a_row_assumes_nothing_before_it_has_been_read() -> None:
    ledger = Ledger(Known(), {(Draft, ID)}, watched=True)
    ledger.get(Draft, "c")
    with pytest.raises(Unread):
        ledger.find(Draft, table="x")
    assert not ledger.assume()
