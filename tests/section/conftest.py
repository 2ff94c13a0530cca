"""A class to tell stories about."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core import section
from core.requests.section import CreateSection, JoinSection, MakeAssistant
from core.rows import Section
from tests.desk import TEACHER, Desk, facts, student

ANA, BO, CY = student("Ana"), student("Bo"), student("Cy")


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Desk]:
    """A store in which nothing has happened yet."""
    async with Desk(tmp_path, section.HANDLERS) as opened:
        yield opened


@pytest.fixture
async def desk(empty: Desk) -> Desk:
    """A section POL 210 with Dr. Petrova as its instructor, Ana and Bo as students, Cy as an assistant."""
    made = await empty.say(TEACHER, CreateSection(name="POL 210"))
    join = JoinSection(code=facts(made)["Join code"])
    await empty.decide([empty.command(who, join) for who in (ANA, BO, CY)])
    await empty.say(TEACHER, MakeAssistant(person="Cy"))
    return empty


@pytest.fixture
async def code(desk: Desk) -> str:
    """The section's join code."""
    (section_row,) = await desk.rows(Section)
    return section_row.code
