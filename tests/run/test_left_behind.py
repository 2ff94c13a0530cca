"""What a process that is killed leaves behind is cleared away by the next, and nothing that is anybody's."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.discord.pictures import Pictures
from bot.passing import passing_folder
from tests.hall import Lesson
from tests.import_rules import ROOT
from tests.run.test_backups import DAY, MONDAY, Night

PREFIX = "entente-pictures-"


@contextmanager
def hanging(folder: Path, *words: str) -> Iterator[Path]:
    """Give what a process said before it hung; it is killed at the end."""
    command = (sys.executable, "-m", "tests.run.leaving", *words)
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        try:
            assert process.stdout is not None
            yield Path(process.stdout.readline().strip())
        finally:
            process.kill()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_pictures_of_a_living_bot_stay_and_those_of_a_killed_one_go(temporary: Path) -> None:
    with hanging(temporary, "pictures") as other:
        with Pictures().open():
            assert (other / "map.png").exists(), "its process lives"
            assert len(list(temporary.iterdir())) == 2
        assert list(temporary.iterdir()) == [other]
    assert (other / "map.png").exists(), "nobody could clear up"
    with Pictures().open():
        assert not other.exists()
    assert list(temporary.iterdir()) == []


def test_what_is_no_folder_of_the_dead_is_left_alone(temporary: Path, tmp_path: Path) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (elsewhere / ".lock").touch()
    (temporary / f"{PREFIX}link").symlink_to(elsewhere)
    (temporary / f"{PREFIX}notes").write_text("a file")
    (temporary / f"{PREFIX}begun").mkdir()
    with passing_folder(PREFIX):
        pass
    assert sorted(path.name for path in temporary.iterdir()) == [
        f"{PREFIX}{what}" for what in ("begun", "link", "notes")
    ]
    assert (elsewhere / ".lock").exists()


@pytest.mark.sqlite("files are backed up")
async def test_half_a_backup_that_a_killed_bot_left_goes_with_the_next_ones_first_look(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        pass
    folder = tmp_path / "backups"
    live = lesson.path.rename(tmp_path / "class.sqlite")
    with hanging(tmp_path, "backup", str(live), str(folder)) as part:
        pass
    assert part.stat().st_size > 0
    assert part.parent == folder
    night = Night(folder)
    assert await night.at(MONDAY) == 1
    assert night.names() == ["class-scheduled-20260907-033000.sqlite"]


async def test_other_halves_go_when_nobody_can_be_writing_them_any_more(tmp_path: Path) -> None:
    old = (".class-20260101-033000.sqlite.ab_c1234.part", ".class.sqlite.abcd1234.part-wal")
    others = (".recipes.sqlite.abcd1234.part", ".class.sqlite.part", "class.sqlite.abcd1234.part")
    young = ".class-20260907-030000.sqlite.abcd1234.part"
    for name, age in ((young, DAY / 2), *((name, DAY + timedelta(hours=1)) for name in (*old, *others))):
        (tmp_path / name).touch()
        moment = (MONDAY - age).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    night = Night(tmp_path)
    await night.at(MONDAY)
    assert night.names() == sorted([*others, young, "class-scheduled-20260907-033000.sqlite"])


async def test_what_cannot_be_cleared_away_is_no_reason_to_make_no_backup(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stubborn = tmp_path / ".class-scheduled-20260906-033000.sqlite.abcd1234.part"
    stubborn.mkdir()
    assert await Night(tmp_path).at(MONDAY) == 1
    assert "what was left half made stays" in caplog.text
    assert stubborn.exists()
