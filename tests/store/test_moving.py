"""`entente db copy`: a class moves to another database in the middle of a game, plays on there, and moves back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cli import run
from core.rows import Entry
from core.store import moving
from core.store.alone import alone_on
from core.store.engine import engines, url_of
from core.store.moving import move
from core.store.schema import METADATA
from core.store.trouble import StoreTrouble
from tests.database import lay_out, server
from tests.hall import Lesson, crowd


async def all_rows(url: str) -> Mapping[str, Sequence[tuple[object, ...]]]:
    """Return everything that is stored in a database."""
    at = engines(url)
    async with at.read.connect() as conn:
        found = {t.name: (await conn.execute(sa.select(t).order_by(t.c.id))).all() for t in METADATA.tables.values()}
    await at.dispose()
    return {name: [tuple(row) for row in rows] for name, rows in found.items()}


async def test_a_class_moves_in_the_middle_of_a_game_plays_on_and_loses_nothing(tmp_path: Path) -> None:
    at_home, on_the_way, abroad = (tmp_path / f"{name}.sqlite" for name in ("entente", "way", "abroad"))
    lesson = await Lesson.begin(tmp_path, crowd(12))
    await lesson.deal(students=crowd(12))
    await lesson.play(steps=3)
    await lesson.close()
    before = await all_rows(lay_out(at_home))
    counts = await move(lay_out(at_home), url_of(on_the_way))  # from a server to a file, where there is a server
    assert counts == {name: len(rows) for name, rows in before.items()}
    assert await all_rows(url_of(on_the_way)) == before
    await move(url_of(on_the_way), lay_out(abroad))  # and from the file to a server
    assert await all_rows(lay_out(abroad)) == before == await all_rows(lay_out(at_home))
    lesson.path = abroad
    await lesson.open()
    async with lesson:
        await lesson.play()
        assert {table.status for table in await lesson.tables()} == {"over"}
        assert len(await lesson.rows(Entry)) > len(before["journal"])
        assert await lesson.all_replays_agree()


async def test_thousands_of_rows_are_copied_a_few_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "_AT_A_TIME", 10)
    lesson = await Lesson.begin(tmp_path, crowd(30))
    await lesson.close()
    assert (await move(lay_out(lesson.path), url_of(tmp_path / "copy.sqlite")))["people"] == 31
    assert await all_rows(url_of(tmp_path / "copy.sqlite")) == await all_rows(lay_out(lesson.path))


async def test_nothing_is_mixed_into_a_database_that_holds_something(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, crowd(2)) as lesson:
        full, here = lay_out(lesson.path), url_of(tmp_path / "here.sqlite")
    await move(full, here)
    with pytest.raises(StoreTrouble, match="is not empty: it has "):
        await move(here, full)


async def test_rows_that_do_not_arrive_are_noticed_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = await Lesson.begin(tmp_path, crowd(2))
    await lesson.close()
    counted, times = moving._count, iter(range(10))

    async def more_each_time(conn: AsyncConnection, name: str) -> int:
        return await counted(conn, name) + (next(times) // 2 if name == "people" else 0)

    monkeypatch.setattr(moving, "_count", more_each_time)
    with pytest.raises(StoreTrouble, match="Not all rows of people arrived"):
        await move(lay_out(lesson.path), url_of(tmp_path / "copy.sqlite"))
    assert not any((await all_rows(url_of(tmp_path / "copy.sqlite"))).values())


async def test_a_bot_that_runs_is_noticed(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, crowd(2)) as lesson:
        url = lay_out(lesson.path)
        if server() is None:
            with alone_on(url), pytest.raises(StoreTrouble, match="Another Entente is running"):
                await move(url, url_of(tmp_path / "copy.sqlite"))
        else:
            with pytest.raises(StoreTrouble, match=r"Entente is running on .* Stop every bot"):
                await move(url, url_of(tmp_path / "copy.sqlite"))


@pytest.mark.sqlite("files by their names")
def test_it_is_typed_in_one_line_and_shows_no_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "class.sqlite"
    lay_out(source)
    assert run(["db", "copy", "--from", str(source), "--to", str(tmp_path / "copy.sqlite")]) == 0
    said = capsys.readouterr().out
    assert "rows are copied and counted" in said
    assert "Put that address into the configuration" in said
    nowhere = "postgresql://teacher:secret@localhost:1/entente?password=secret"
    assert run(["db", "copy", "--from", str(source), "--to", nowhere]) == 1
    told = capsys.readouterr()
    assert "The database server does not answer" in told.err
    assert "secret" not in told.out + told.err
