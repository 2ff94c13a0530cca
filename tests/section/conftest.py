"""A class to tell stories about."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from core import section
from core.requests.section import CreateSection, JoinSection, MakeAssistant
from core.rows import Section
from tests.database import Kept, keep
from tests.desk import TEACHER, Desk, facts, student

ANA, BO, CY = student("Ana"), student("Bo"), student("Cy")


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Desk]:
    """A store in which nothing has happened yet."""
    async with Desk(tmp_path, section.HANDLERS) as opened:
        yield opened


@pytest.fixture
async def desk(tmp_path: Path, class_file: Kept) -> AsyncIterator[Desk]:
    """A section POL 210 with Dr. Petrova as its instructor, Ana and Bo as students, Cy as an assistant."""
    async with Desk(tmp_path, section.HANDLERS, seed=2, file=class_file) as opened:
        yield opened


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def class_file(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The file of that class, made by its people's own requests; each story begins with a copy of it."""
    async with Desk(tmp_path_factory.mktemp("class"), section.HANDLERS) as desk:
        made = await desk.say(TEACHER, CreateSection(name="POL 210"))
        join = JoinSection(code=facts(made)["Join code"])
        await desk.decide([desk.command(who, join) for who in (ANA, BO, CY)])
        await desk.say(TEACHER, MakeAssistant(person="Cy"))
    return keep(desk.path)


@pytest.fixture
async def code(desk: Desk) -> str:
    """The section's join code."""
    (section_row,) = await desk.rows(Section)
    return section_row.code
