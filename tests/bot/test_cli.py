"""The command line: exit codes, sentences on standard error, nothing slow for --help."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import run
from bot.cli.trouble import log_file, sentence

HEAVY = ("numpy", "matplotlib", "sqlalchemy", "pydantic", "alembic", "fsrs", "rapidfuzz", "core", "asyncio")
BROKEN_SCENARIO = 'title = "T"\ngame = "ratify-or-revrt"\nstory = "S"\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("ENTENTE_CONFIG", raising=False)
    monkeypatch.delenv("ENTENTE_DATABASE__URL", raising=False)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_help_imports_nothing_slow() -> None:
    asked = f"import sys; from bot.cli import run; print(run(['--help']), [m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "demo" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 []"


def test_help_would_be_caught_importing_something_slow() -> None:
    asked = f"import sys, pydantic; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "pydantic" in done.stdout


def test_the_installed_command_runs_and_leaves_with_its_exit_code(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("entente")
    done = subprocess.run(
        [command, "scenario", "list", "--json"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0
    assert "ratify-or-revert" in {scenario["key"] for scenario in json.loads(done.stdout)}
    wrong = subprocess.run([command, "dmo"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "No such command 'dmo'. Did you mean 'demo'? See: entente --help\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dmo"], "Did you mean 'demo'?"),
        (["demo", "--students", "61"], "less than or equal to 60"),
        (["demo", "--students", "1"], "greater than or equal to 2"),
        (["demo", "--students", "many"], "valid integer"),
        (["demo", "--sed", "3"], "No such option"),
        (["replay"], "Missing argument"),
        (["scenario"], "Missing command"),
        (["quiz", "check"], "Missing argument"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = refused(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.rstrip().endswith("--help")
    assert err.count("\n") == 1


def _newer(file: Path) -> None:
    assert run(["db", "upgrade", "--database", str(file)]) == 0
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["demo", "--scenario", "ratify-or-rvert"], 'Did you mean "ratify-or-revert"'),
        (["demo", "--out", "taken"], "taken"),
        (["demo", "--out", "school"], "--out FOLDER"),
        (["scenario", "check", "none.toml"], "cannot be played yet"),
        (["scenario", "check", "broken.toml"], "the first in line 2"),
        (["scenario", "list", "--config", "none.toml"], "config.example.toml"),
        (["scenario", "list", "--config", "broken.conf"], "is not TOML"),
        (["scenario", "list", "--config", "folder.toml"], 'Did you mean "ratify-or-revert"'),
        (["quiz", "check", "none.gift"], "cannot be opened"),
        (["quiz", "check", "broken.gift"], "line 1"),
        (["quiz", "check", "bank.docx"], "endings read are"),
        (["replay", "T1", "--database", "nowhere.sqlite"], "There is no database"),
        (["replay", "T1", "--database", "empty.sqlite"], "There is no table"),
        (["replay", "T1", "--database", "newer.sqlite"], "newer Entente"),
        (["replay", "T1", "--database", "taken"], "not a database"),
        (["db", "upgrade", "--database", "newer.sqlite"], "newer Entente"),
        (["db", "upgrade", "--database", "taken"], "not a database"),
        (["db", "upgrade", "--database", "no such://url"], "database URL"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_exit_code_1(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    Path("taken").write_text("a file where a folder or a database is wanted")
    Path("school").mkdir()
    Path("school/demo.sqlite").write_text("somebody's")
    Path("broken.toml").write_text(BROKEN_SCENARIO)
    Path("own").mkdir()
    Path("own/broken.toml").write_text(BROKEN_SCENARIO)
    Path("broken.conf").write_text("[log")
    Path("folder.toml").write_text('[scenarios]\nfolder = "own"\n')
    Path("broken.gift").write_text("::Q:: What? {=a ~")
    Path("bank.docx").write_text("x")
    if "empty.sqlite" in arguments:
        assert run(["db", "upgrade", "--database", "empty.sqlite"]) == 0
    if "newer.sqlite" in arguments:
        _newer(Path("newer.sqlite"))
    capsys.readouterr()
    code, _, err = refused(capsys, *arguments)
    assert code == 1
    assert said in err
    assert "Traceback" not in err
    assert not log_file().exists()


def test_a_locked_database_is_said_to_be_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "upgrade", "--database", "class.sqlite"]) == 0
    capsys.readouterr()
    with closing(sqlite3.connect("class.sqlite")) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        code, _, err = refused(capsys, "replay", "T1", "--database", "sqlite+aiosqlite:///class.sqlite?timeout=0.01")
    assert code == 1
    assert err == "The database is in use by another program. Nothing was lost; try again in a moment.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is read-only")
def test_a_read_only_folder_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("shut").mkdir(mode=0o500)
    code, _, err = refused(capsys, "demo", "--out", "shut/demo")
    assert code == 1
    assert "shut" in err


def test_a_read_only_database_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect("class.sqlite")) as connection:
        connection.execute("CREATE TABLE notes (id TEXT)")
    url = "sqlite+aiosqlite:///file:class.sqlite?mode=ro&uri=true"
    code, _, err = refused(capsys, "db", "upgrade", "--database", url)
    assert code == 1
    assert err == "The database file can only be read. Make it writable for Entente, then try again.\n"


def test_json_stands_alone_on_standard_output_even_when_something_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = refused(capsys, "quiz", "check", "none.gift", "--json")
    assert code == 1
    assert json.loads(out)["diagnostics"][0]["severity"] == "error"
    assert "cannot be opened" in err
    code, out, err = refused(capsys, "demo", "--scenario", "nothing-like-it", "--json")
    assert (code, out) == (1, "")
    assert "There are" in err


def test_a_good_file_is_said_to_be_good(capsys: pytest.CaptureFixture[str]) -> None:
    Path("two.gift").write_text("::A:: Who? {=Putnam ~Waltz}\n\n::B:: True? {T}\n")
    assert run(["quiz", "check", "two.gift"]) == 0
    assert "2 questions can be used." in capsys.readouterr().out


def test_an_unforeseen_error_is_kept_under_an_id_and_never_shown_as_a_traceback() -> None:
    said = sentence(ZeroDivisionError("a planted fault"))
    assert "a planted fault" not in said
    kept = log_file().read_text()
    assert "a planted fault" in kept
    assert kept.split("error ")[1][:8] in said


def test_an_unforeseen_error_is_kept_for_its_owner_alone_and_without_passwords() -> None:
    sentence(RuntimeError("cannot reach postgresql+asyncpg://teacher:secret@school/entente"))
    assert "cannot reach" in log_file().read_text()
    assert "secret" not in log_file().read_text()
    assert log_file().stat().st_mode & 0o077 == 0
