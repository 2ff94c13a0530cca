"""What nobody else may see is planted in every private field, and looked for in everything that leaves the core."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from core.blocks import Picture, Text
from core.completing import Completion, Typing
from core.context import Context, Decide, Handlers, Show
from core.game import Axis, Bar, Figure
from core.kit.refusals import NotAMove
from core.play import outbox
from core.play.hall import Hall
from core.replies import Reply, Result
from core.requests import Request
from core.requests.game import OpenForm, SendNote, ShowDebrief, ShowStatus
from core.rows import Draft, Note, SealedMove, Session, Written
from tests.hall import everything_to_play
from tests.privacy import lesson as told
from tests.privacy import payloads as payload_kinds
from tests.privacy.asking import kinds
from tests.privacy.swap import tells
from tests.telling import Tell

KINDS = {"name", "code", "note", "draft", "seed"}
LESSONS = (
    ("ratify-or-revert", 8), ("treaty-table", 9), ("prespa-2018", 6), ("nato-after-2019", 7),
    ("logistics-pact-2020", 5), ("ratify-or-revert", 17),
)  # fmt: skip
"""What is taught to how many: every shipped scenario, and one big class."""


def test_every_shipped_scenario_is_taught_in_the_full_dose() -> None:
    assert {scenario for scenario, _ in LESSONS} == set(everything_to_play().scenarios)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that we ourselves would log."""
    for name in ("core", "bot"):
        caplog.set_level(logging.DEBUG, name)
    return caplog


async def _lesson(
    folder: Path, scenario: str, *, seed: int, people: int = 7, reads: int = 2, writes: int = 0, quiz: bool = False
) -> told.Stage:
    stage = await told.begin(folder, seed, people, reads)
    async with stage.lesson:
        await told.teach(stage, scenario, folder, writes)
        if quiz:
            await told.ask_live(stage)
    return stage


async def test_a_lesson_shows_nobody_what_is_not_theirs(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    stage = await _lesson(tmp_path, "ratify-or-revert", seed=1, people=3, reads=5, quiz=True)
    stage.scan.log(log.records)
    assert stage.scan.leaks == []
    assert set(stage.scan.seen) == KINDS, "each kind of secret was shown to those it belongs to, so it would be found"
    assert stage.scan.payloads >= 20_000


async def test_whatever_anybody_tries_to_write_answers_with_nobody_elses_secrets(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    stage = await told.begin(tmp_path, 2, 5, 1)
    async with stage.lesson as lesson:
        await lesson.deal("ratify-or-revert", stage.students)
        while (await lesson.tables())[0].phase != "r1.talk":
            await lesson.to_the_next_deadline()
        await stage.plant()
        await stage.write(tmp_path)
    stage.scan.log(log.records)
    assert stage.scan.leaks == []
    assert stage.scan.replies > 5 * len(kinds(writing=True))


@pytest.mark.slow
async def test_a_million_payloads_of_many_lessons_show_nobody_what_is_not_theirs(
    tmp_path: Path, log: pytest.LogCaptureFixture, tell: Tell
) -> None:
    """Every scenario, a live quiz and a practice in each lesson, classes of several sizes; the counts are printed."""
    counts, seen, replies = Counter[str](), set[str](), 0
    for seed, (scenario, people) in enumerate(LESSONS, start=11):
        stage = await _lesson(
            _folder(tmp_path, seed), scenario, seed=seed, people=people, quiz=True, reads=20, writes=1
        )
        stage.scan.log(log.records)
        log.clear()
        assert stage.scan.leaks == []
        counts, seen, replies = counts + stage.scan.counts, seen | {*stage.scan.seen}, replies + stage.scan.replies
    kinds_ = ", ".join(f"{count:,} × {kind}" for kind, count in counts.most_common())
    tell(f"{counts.total():,} payloads of {replies:,} answers in {len(LESSONS)} lessons, 0 leaks: {kinds_}")
    assert seen == KINDS
    assert set(counts) == payload_kinds.KINDS
    assert counts.total() >= 1_000_000


@pytest.mark.parametrize("scenario", ["ratify-or-revert", "treaty-table"])
async def test_nobody_can_tell_when_all_that_they_may_not_know_is_changed(tmp_path: Path, scenario: str) -> None:
    found, compared = await _swapped(tmp_path, scenario, steps=14)
    assert found == []
    assert compared >= 6


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["ratify-or-revert", "treaty-table", "prespa-2018"])
async def test_nobody_can_tell_at_any_step_of_a_whole_game(tmp_path: Path, scenario: str, tell: Tell) -> None:
    found, compared = await _swapped(tmp_path, scenario, steps=300, every=2)
    tell(f"{scenario}: {compared} comparisons")
    assert found == []
    assert compared >= 20


def _folder(parent: Path, seed: int) -> Path:
    folder = parent / str(seed)
    folder.mkdir()
    return folder


async def _swapped(folder: Path, scenario: str, steps: int, every: int = 2) -> tuple[list[str], int]:
    """Play some steps; return what would have told anybody, and how often somebody was asked."""
    stage = await told.begin(folder, 5, 6, 1)
    found: list[str] = []
    compared = 0
    async with stage.lesson as lesson:
        await lesson.deal(scenario, stage.students)
        for step in range(steps):
            if found or all(table.status != "running" for table in await lesson.tables()):
                break
            if step % every == 0:
                await stage.plant()
                seat, who = stage.chance.choice(sorted((await lesson.seats()).items(), key=lambda pair: pair[0]))
                for looker, held in ((who, seat), (None, "")):
                    found += await tells(lesson, looker, held, folder, Random(step))
                    compared += 1
            if not await lesson.act_once():
                await lesson.to_the_next_deadline()
    return found, compared


class TestThePlantedLeaks:
    """Each leak is caught: a scan that finds nothing proves nothing unless it finds these."""

    async def test_a_status_that_shows_all_drafts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def leaky(ctx: Context, _: Request) -> Reply:
            drafts = ctx.find(Draft, workspace=ctx.workspace)
            return Reply(blocks=(Text("; ".join(str(dict(draft.values)) for draft in drafts)),))

        assert "draft" in await self._kinds_leaked(tmp_path, monkeypatch, show={ShowStatus: leaky})

    async def test_a_form_whose_picture_is_called_by_a_secret(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def leaky(ctx: Context, _: Request) -> Reply:
            names = [draft.values for draft in ctx.find(Draft, workspace=ctx.workspace)]
            return Reply(blocks=(Picture(replace(_FIGURE, key=f"{names[-1:]}")),))

        assert "in a file name" in await self._leaked(tmp_path, monkeypatch, show={OpenForm: leaky})

    async def test_a_completion_that_offers_what_others_have_drafted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def leaky(ctx: Context, _: Typing) -> list[Completion]:
            drafts = ctx.find(Draft, workspace=ctx.workspace)
            return [Completion("As before", word) for draft in drafts for word in draft.values.values()]

        monkeypatch.setattr("core.completing._SOURCES", {(SendNote, "to"): leaky})
        assert "in a completion" in await self._leaked(tmp_path, monkeypatch)

    async def test_a_did_you_mean_that_completes_what_others_have_drafted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def leaky(ctx: Context, _: Request) -> Reply:
            drafted = [word for draft in ctx.find(Draft, workspace=ctx.workspace) for word in draft.values.values()]
            raise NotAMove("There is no such form.", suggestions=tuple(drafted[:3]))

        assert "draft" in await self._kinds_leaked(tmp_path, monkeypatch, show={OpenForm: leaky})

    async def test_a_debrief_that_shows_the_seed_before_the_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def leaky(ctx: Context, _: Request) -> Reply:
            return Reply(blocks=tuple(Text(s.seed) for s in ctx.find(Session, workspace=ctx.workspace)))

        assert "seed" in await self._kinds_leaked(tmp_path, monkeypatch, show={ShowDebrief: leaky})

    async def test_an_answer_to_a_note_that_repeats_the_last_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def leaky(ctx: Context, _: Request) -> Result:
            return Result(said=tuple(row.body for row in ctx.find(Written, workspace=ctx.workspace)))

        assert "in a stored answer" in await self._leaked(tmp_path, monkeypatch, decide={SendNote: leaky})

    async def test_a_letter_to_the_whole_table(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def leaky(hall: Hall, note: Note) -> None:
            for place in hall.places:
                outbox._write(hall.ctx, "note", note.id, place.person, hall.session)

        monkeypatch.setattr("core.play.notes.tell_of_note", leaky)
        monkeypatch.setattr("core.play.letters._sits_on", lambda *_: True)
        assert "note" in await self._kinds_leaked(tmp_path, monkeypatch)

    async def test_a_log_line_with_the_text_of_a_note(self, tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
        stage = await told.begin(tmp_path, 3, 4, 1)
        async with stage.lesson:
            logging.getLogger("core.play").debug("note sent: %s", f"My {stage.scan.vault.plant('note', 't', 'x')}.")
        stage.scan.log(log.records)
        assert [leak.split()[0] for leak in stage.scan.leaks] == ["note"]

    async def test_a_board_that_shows_what_is_sealed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def leaky(hall: Hall) -> tuple[str, str, str]:
            sealed = hall.ctx.find(SealedMove, table=hall.table.id)
            return str(hall.table.number), hall.phase.title, str([dict(row.values) for row in sealed])

        monkeypatch.setattr("core.play.boards._line", leaky)
        found, _ = await _swapped(tmp_path, "ratify-or-revert", steps=40, every=1)
        assert any(one.startswith("board") for one in found)

    async def _kinds_leaked(
        self, folder: Path, patch: pytest.MonkeyPatch, show: Mapping[type[Request], Show] | None = None
    ) -> set[str]:
        return {leak.split()[0] for leak in (await self._leaked(folder, patch, show=show)).splitlines()}

    async def _leaked(
        self,
        folder: Path,
        patch: pytest.MonkeyPatch,
        decide: Mapping[type[Request], Decide] | None = None,
        show: Mapping[type[Request], Show] | None = None,
    ) -> str:
        stage = await told.begin(folder, 4, 4, 2)
        async with stage.lesson as lesson:
            await lesson.deal("ratify-or-revert", stage.students)
            while (await lesson.tables())[0].phase != "r1.talk":
                await lesson.to_the_next_deadline()
            await stage.plant()
            table = lesson.service._handlers
            patched = Handlers({**table.decide, **(decide or {})}, {**table.show, **(show or {})})
            patch.setattr(lesson.service, "_handlers", patched)
            await stage.look()
            if decide:
                note = SendNote(to="y", text="Would you?")
                await stage.scan.ask(lesson, [(who, note) for who in stage.students])
        return "\n".join(stage.scan.leaks)


_FIGURE = Figure(
    key="", title="A bar", alt="One bar: 1.", x=Axis("x", 0, 1), y=Axis("y", 0, 1),
    marks=(Bar(label="one", at=0, value=1),), twin=(("What", "How much"), (("one", "1"),)),
)  # fmt: skip
