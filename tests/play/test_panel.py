"""The instructor's panel: until when each table's phase lasts, what does not fit, and looking again."""

from pathlib import Path

from core.blocks import Table, Until
from core.replies import Reply
from core.requests.game import Advance, Extend, Pause, ShowPanel
from core.requests.section import JoinSection, LeaveSection, MakeAssistant
from core.rows import Section
from tests.desk import TEACHER, facts, presses, student, text
from tests.hall import MINUTE, Lesson, crowd


def clocks(panel: Reply) -> dict[str, int]:
    """Return when what closes, by its words."""
    return {block.label: block.at for block in panel.blocks if isinstance(block, Until)}


async def test_each_table_tells_until_when_its_phase_lasts_and_the_panel_can_be_looked_at_again(tmp_path: Path) -> None:
    students = crowd(6)
    async with await Lesson.begin(tmp_path, students) as lesson:
        lobby = await lesson.lobby("treaty-table", students)
        shown = await lesson.say(TEACHER, ShowPanel())
        assert presses(shown)["Refresh"].request == ShowPanel(lobby.id)
        await lesson.say(TEACHER, Advance())
        shown = await lesson.say(TEACHER, presses(shown)["Refresh"].request)
        one, two, three = await lesson.tables()
        assert one.deadline is not None
        assert clocks(shown) == {"Reading the card closes at tables 1, 2 and 3": one.deadline}
        await lesson.say(TEACHER, Extend(number=2))
        shown = await lesson.say(TEACHER, presses(shown)["Refresh"].request)
        assert clocks(shown) == {
            "Reading the card closes at tables 1 and 3": one.deadline,
            "Reading the card closes at table 2": one.deadline + MINUTE,
        }
        assert one.deadline == three.deadline == two.deadline
        await lesson.say(TEACHER, Pause())
        paused = await lesson.say(TEACHER, ShowPanel())
        assert clocks(paused) == {}
        (tables,) = (block for block in paused.blocks if isinstance(block, Table))
        assert "Left" in tables.header, "no clock runs: what was left stands there"


async def test_one_table_needs_no_number(tmp_path: Path) -> None:
    students = crowd(2)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        (label,) = clocks(await lesson.say(TEACHER, ShowPanel()))
        assert label == "Reading the card closes"


async def test_what_does_not_fit_the_lists_is_counted_with_the_way_to_it(tmp_path: Path) -> None:
    students = crowd(60)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        panel = await lesson.say(TEACHER, ShowPanel())
        assert "And 5 more tables: /game extend and /game end, with the table's number." in text(panel)
        (tables,) = (block for block in panel.blocks if isinstance(block, Table))
        assert len(tables.rows) == 30, "the table itself is turned page by page"
        assert "Reading the card closes at tables 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 18 more" in clocks(panel)


async def test_the_lobby_says_how_many_of_the_section_are_there(tmp_path: Path) -> None:
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        session = await lesson.lobby("treaty-table", students[:2])

        async def there() -> str:
            return facts(await lesson.board(session))["In the lobby"]

        assert await there() == "2 of 4"
        (section,) = await lesson.rows(Section)
        await lesson.say(student("Zora"), JoinSection(section.code))
        assert await there() == "2 of 5"
        await lesson.say(students[3], LeaveSection())
        assert await there() == "2 of 4"
        await lesson.say(TEACHER, MakeAssistant(person=students[2].name))
        assert await there() == "2 of 3", "staff need not come"
        await lesson.join_all([students[2]])
        assert await there() == "3 of 4", "and may"
