"""`entente db backup` and `entente db restore` as they are typed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import run
from bot.cli.trouble import log_file


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("ENTENTE_CONFIG", raising=False)
    monkeypatch.setenv("ENTENTE_DATABASE__URL", "sqlite+aiosqlite:///class.sqlite")
    assert run(["db", "upgrade"]) == 0
    capsys.readouterr()


def test_a_backup_goes_beside_the_database_and_comes_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "backup"]) == 0
    (saved,) = Path().glob("class-*.sqlite")
    assert capsys.readouterr().out == f"The backup is whole, checked, and on the disk: {saved}\n"
    Path("class.sqlite").unlink()
    assert run(["db", "restore", str(saved)]) == 0
    assert "at this program's version" in capsys.readouterr().out
    assert run(["db", "restore", str(saved)]) == 0
    assert "kept in class.sqlite.before-restore\n" in capsys.readouterr().out


def test_a_backup_goes_where_it_is_told_to_a_file_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    assert run(["db", "backup", "--to", "usb"]) == 0
    assert run(["db", "backup", "--to", "new folder/monday.sqlite"]) == 0
    assert [path.name for path in (tmp_path / "new folder").iterdir()] == ["monday.sqlite"]
    assert len(list((tmp_path / "usb").glob("class-*.sqlite"))) == 1


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (1, ["backup", "--to", "class.sqlite"], "is there already"),
        (1, ["backup", "--to", "class.sqlite/monday.sqlite"], "class.sqlite"),
        (1, ["backup", "--database", "nowhere.sqlite"], "There is no database"),
        (1, ["backup", "--database", "recipes.sqlite"], "not a database of Entente's"),
        (1, ["backup", "--database", "letter.sqlite"], "not a database"),
        (1, ["backup", "--database", "postgresql+asyncpg://teacher:secret@school/entente"], "pg_dump"),
        (1, ["restore", "nothing.sqlite"], "There is no backup"),
        (1, ["restore", "recipes.sqlite"], "not a database of Entente's"),
        (1, ["restore", "letter.sqlite"], "is damaged"),
        (1, ["restore", "class.sqlite"], "the live database itself"),
        (1, ["restore", "x", "--database", "postgresql+asyncpg://teacher:secret@school/entente"], "pg_dump"),
        (2, ["restore"], "Missing argument"),
        (2, ["backup", "monday.sqlite"], "unexpected extra argument"),
        (2, ["back"], "Did you mean"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    capsys: pytest.CaptureFixture[str], code: int, arguments: list[str], said: str
) -> None:
    with closing(sqlite3.connect("recipes.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE recipes (id TEXT)")
    Path("letter.sqlite").write_text("Dear colleague, " * 400)
    assert run(["db", *arguments]) == code
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err
    assert "secret" not in err
    assert not log_file().exists()


def test_a_database_in_use_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "backup", "--to", "monday.sqlite"]) == 0
    capsys.readouterr()
    with closing(sqlite3.connect("class.sqlite")) as bot:
        bot.execute("SELECT count(*) FROM sections").fetchone()
        assert run(["db", "restore", "monday.sqlite"]) == 1
    assert capsys.readouterr().err == "The database is in use. Stop Entente, then restore; nothing was changed.\n"
