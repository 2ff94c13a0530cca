"""Whole lessons of every scenario: whatever anybody sees in whatever phase fits, with every button pressable."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.discord.ids import read
from bot.discord.layout import Pen
from bot.discord.press import missing, offered, recalled
from bot.discord.rows import MENU
from bot.discord.touch import AnswerTo, Recall, Touch
from core.blocks import Choose, Press, Text
from core.command import Who
from core.replies import Reply
from core.requests import Request
from core.requests.game import Act, OpenDesk, OpenForm, ShowDebrief, ShowDesk, ShowPanel, ShowStatus, TurnPage
from core.requests.quiz import StartQuiz
from core.requests.section import ChangeMe, ChangeSection, Help, ShowBoard, ShowSection
from tests.desk import TEACHER
from tests.discord.judging import NOW, faults_of_form, faults_of_message, forms_in, pages
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.judge.seen import components
from tests.discord_wire.values import Json
from tests.hall import Lesson, crowd, everything_to_play

QUICK = frozenset({"treaty-table"})
SCENARIOS = [
    pytest.param(key, marks=() if key in QUICK else pytest.mark.slow) for key in everything_to_play().scenarios
]
AFTER = AnswerTo("1456074443980800014")


class Eyes:
    """Looks at everything that is shown in a lesson, and remembers what would not do."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson, self._bench = lesson, Bench()
        self.faults: list[str] = []
        self.cards = 0

    async def look_around(self) -> None:
        """Look at the board, the panel, and the desks of everybody who may act now, with their forms."""
        session = await self._lesson.session()
        self.see(await self._lesson.board(session), "the board", None)
        await self.of(TEACHER, ShowPanel())
        for sitting in await self._lesson.sittings():
            for request in (ShowDesk(sitting.table), ShowStatus(sitting.table)):
                await self.of(sitting.who, request)
            if sitting.spec is not None:
                await self.of(sitting.who, OpenForm(sitting.table, sitting.spec.name))

    async def of(self, who: Who, request: Request) -> Reply:
        """Look at the answer to a request."""
        reply = await self._lesson.say(who, request)
        self.see(reply, type(request).__name__, request)
        return reply

    def see(self, reply: Reply, name: str, source: Request | None) -> None:
        """Look at a card and at the forms behind it."""
        pen = Pen(moment=NOW, source=(AFTER if source and source.writes else source))
        drawn = pages(reply.blocks, pen)
        self.cards += len(drawn)
        for page in drawn:
            self.faults += [f"{name}: {fault}" for fault in faults_of_message(self._bench, page)]
        for form in forms_in(reply.blocks):
            if form.fits:
                self.faults += [f"{name}, {form.title}: {f}" for f in faults_of_form(self._bench, form)]
        self.faults += [f"{name}: {fault}" for fault in lost(reply, drawn)]


def lost(reply: Reply, drawn: list[Json]) -> Iterator[str]:
    """Yield what a reply offers and no button or list carries, neither itself nor by what recalls it."""
    carried = [read(custom_id) for page in drawn for custom_id in _ids(page)]
    requests = [one.request for one in carried if isinstance(one, Touch)]
    requests += [press.request for one in carried if isinstance(one, Recall) and (press := recalled(reply, one.digest))]
    for press in offered(tuple(block for block in reply.blocks if isinstance(block, Choose))):
        if press.form is None and press.request not in requests and not missing(press.request):
            yield f"nothing carries “{press.label}”"


def _ids(page: Json) -> Iterator[str]:
    for component in components(page["components"]):
        if str(component.get("custom_id", "")).startswith(MENU):
            yield from (option["value"] for option in component["options"])
        elif component.get("custom_id"):
            yield component["custom_id"]


def test_a_button_that_is_left_out_is_noticed_though_the_card_can_be_turned() -> None:
    """A planted fault."""
    desk, sign = Press("My desk", OpenDesk()), Press("Sign", Act("sign"))
    words = (Text("word " * 200),) * 9
    drawn = pages((*words, Choose((desk,))), Pen(moment=NOW, source=ShowDesk()))
    assert len(drawn) > 1
    assert list(lost(Reply(blocks=(*words, Choose((desk,)))), drawn)) == []
    assert list(lost(Reply(blocks=(*words, Choose((desk, sign)))), drawn)) == ["nothing carries “Sign”"]


@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_everything_that_is_shown_in_a_game_fits(tmp_path: Path, scenario: str) -> None:
    students = crowd(7)
    async with await Lesson.begin(tmp_path, students) as lesson:
        eyes = Eyes(lesson)
        session = await lesson.lobby(scenario, students)
        eyes.see(await lesson.board(session), "the lobby", None)
        await eyes.of(TEACHER, ShowPanel())
        await lesson.deal_lobby()
        await _play(lesson, eyes)
        await _after(lesson, eyes, students[0])
        assert not eyes.faults, eyes.faults[:5]
        assert eyes.cards > 40


async def test_everything_that_is_shown_in_a_live_quiz_fits(tmp_path: Path) -> None:
    students = crowd(6)
    async with await Lesson.begin(tmp_path, students) as lesson:
        eyes = Eyes(lesson)
        await lesson.say(TEACHER, StartQuiz(questions=3))
        await lesson.join_all(students)
        await lesson.deal_lobby()
        await _play(lesson, eyes)
        await _after(lesson, eyes, students[0])
        assert not eyes.faults, eyes.faults[:5]


async def _play(lesson: Lesson, eyes: Eyes) -> None:
    """Let everybody play, and look around at every third step."""
    for step in range(400):
        if all(table.status != "running" for table in await lesson.tables()):
            return
        if step % 3 == 0:
            await eyes.look_around()
        if not await lesson.act_once():
            await lesson.to_the_next_deadline()


async def _after(lesson: Lesson, eyes: Eyes, student: Who) -> None:
    session = await lesson.session()
    eyes.see(await lesson.board(session), "the end", None)
    for seen in (ShowPanel(), ShowSection(), ChangeSection(), ShowBoard(), Help(), ShowDebrief()):
        await eyes.of(TEACHER, seen)
    number = 1
    while (await lesson.say(TEACHER, ShowDebrief(number))).ok:
        await eyes.of(TEACHER, ShowDebrief(number))
        number += 1
    assert number > 1
    for _ in range(number - 1):
        assert (await lesson.say(TEACHER, TurnPage())).ok
        eyes.see(await lesson.page(await lesson.session()), "a page", None)
    for mine in (ShowDesk(), ShowSection(), ChangeMe(), ShowBoard(), ShowBoard("participation"), Help("game")):
        await eyes.of(student, mine)
