"""What is kept in memory has a bound, and nobody is told anything else for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from core import catalogue, referee
from core.context import Context
from core.replies import Result
from core.requests.game import Advance
from core.requests.section import ChangeMe
from core.rows import Person, Snapshot
from core.store.codec import Codec
from tests.desk import TEACHER, student
from tests.hall import Lesson, crowd
from tests.store.office import delivery, office, together
from tests.store.unsure import unsure

MOST = 60


@pytest.mark.sqlite("what a process knows is true as long as the file is unchanged")
async def test_two_hundred_people_pass_through_a_memory_of_sixty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.store._MOST_KNOWN", MOST)
    people = [student(f"Student {n}") for n in range(200)]
    async with office(tmp_path / "a.sqlite") as service:
        for plain in (True, False):
            for start in range(0, len(people), 8):
                asked = [
                    delivery(f"{plain}-{who.user}", ChangeMe(plain=plain), who) for who in people[start : start + 8]
                ]
                assert not any(result.refused for result in await together(service, asked))
                assert service.store._known.size < MOST
        workspace = people[0].workspace
        found = await service.store.view(lambda ledger: ledger.find(Person, workspace=workspace))
    assert [person.plain for person in found] == [False] * len(people)


def test_of_each_table_the_latest_position_is_kept_and_of_many_tables_those_played_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.store.codec._CACHED", 3)
    games = catalogue.load()
    game, params = games.games["ratify-or-revert"], games.scenarios["ratify-or-revert"].params
    codec = Codec(games)
    dealt = referee.deal(game, params, game.seats(params, 6), "seed").position
    row = Snapshot(id="t1", workspace="w", game=game.key, version=game.version, seq=dealt.seq, position=dealt)
    for name in ("t1", "t2", "t3", "t4", "t2"):
        codec.keep(replace(row, id=name))
    codec.keep(replace(row, id="t2", seq=2, position=replace(dealt, seq=2)))
    assert {name: seq for name, (seq, _) in codec._positions.items()} == {"t3": 1, "t4": 1, "t2": 2}


def test_an_older_position_is_read_from_its_own_text_though_a_later_one_is_kept() -> None:
    games = catalogue.load()
    game, params = games.games["ratify-or-revert"], games.scenarios["ratify-or-revert"].params
    codec = Codec(games)
    dealt = referee.deal(game, params, game.seats(params, 6), "seed").position
    later = referee.close(game, dealt, {}, {}, "seed").position
    row = Snapshot(id="t1", workspace="w", game=game.key, version=game.version, seq=dealt.seq, position=dealt)
    stored = [
        dict(zip(("id", "workspace", "game", "version", "seq", "position"), codec.values(one), strict=True))
        for one in (row, replace(row, seq=later.seq, position=later))
    ]
    codec.keep(replace(row, seq=later.seq, position=later))
    assert codec.row(Snapshot, stored[1]) == replace(row, seq=later.seq, position=later)
    assert codec.row(Snapshot, stored[0]) == row


async def test_a_position_is_kept_when_it_is_stored_and_not_before(tmp_path: Path) -> None:
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        kept = lesson.service.store._codec._positions
        before = dict(kept)
        at_the_commit: list[dict[str, object]] = []

        def breaks_off(_driver: object) -> Exception:
            at_the_commit.append(dict(kept))
            return ConnectionResetError("cut")

        with unsure(lesson.service, stored=False, error=breaks_off):
            await lesson.say(TEACHER, Advance())
        await lesson.say(TEACHER, Advance())
        assert before, "the deal has been kept"
        assert at_the_commit == [before], "a reader who meets another process's position must not get ours"
        assert dict(kept) != before


async def test_what_a_decision_computes_is_kept_when_it_is_stored_and_not_before(tmp_path: Path) -> None:
    """A debrief over tables that end in the same batch would otherwise outlive a batch that was never stored."""

    def debrief(ctx: Context, _ask: ChangeMe) -> Result:
        return Result(said=(ctx.world.kept.get("debrief", lambda: f"As {ctx.command.once} found it."),))

    async with office(tmp_path / "a.sqlite", debrief) as service:
        with unsure(service, stored=False):
            first = await service.decide(delivery("one"))
        assert ("debrief" in service.kept) is not bool(first.refused)
        second = await service.decide(delivery("two"))
        third = await service.decide(delivery("three"))
    assert second.said == third.said == (service.kept.get("debrief", str),)
