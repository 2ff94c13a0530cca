"""What stands in the log, and what never does."""

import io
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, TypeAdapter

from bot.config import Config
from bot.run.logs.chronicle import SLOW_S, Chronicle
from bot.run.logs.redact import GONE, Redactor, secrets_of
from bot.run.logs.writing import logging_to
from bot.settings import Database, Discord, Log
from core.context import Context
from core.play import HANDLERS
from core.replies import Reply
from core.requests.game import Advance, SendNote, ShowStatus
from core.rows import Session, Table
from tests.desk import TEACHER
from tests.hall import Lesson, crowd

TOKEN = "MTA1NjU1NTU1NTU1NTU1NTU1NQ.GabcDe.abcdefghijklmnopqrstuvwxyz0123456789AB"  # made up
LIBRARIES = ("discord.http", "aiohttp.client", "core.service", "bot.run")


class Screen(io.StringIO):
    """Standard error, as a terminal or as a file."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@contextmanager
def written(secrets: Sequence[str] = (), **settings: Any) -> Iterator[list[dict[str, Any]]]:
    """Give a list that holds the lines once the log is closed."""
    screen, lines = Screen(), list[dict[str, Any]]()
    with logging_to(Log(**settings), Redactor(secrets), screen):
        yield lines
    lines += [json.loads(line) for line in screen.getvalue().splitlines()]


def test_a_line_is_an_object_for_machines_and_a_sentence_on_a_terminal() -> None:
    where = {"section": "S1", "session": "N1", "table": "T1", "seq": 7, "kind": "Act", "error": "0A1B2C3D"}
    with written() as lines:
        logging.getLogger("core.play").warning("the %s was slow", "desk", extra=where)
    (line,) = lines
    assert line.pop("at").endswith("+00:00")
    assert line == {"level": "warning", "logger": "core.play", "message": "the desk was slow", **where}
    screen = Screen(terminal=True)
    with logging_to(Log(), Redactor(), screen):
        logging.getLogger("core.play").warning("the %s was slow", "desk", extra=where)
    (text,) = screen.getvalue().splitlines()
    assert text.endswith("warning  the desk was slow  [error=0A1B2C3D kind=Act section=S1 session=N1 table=T1 seq=7]")


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        (f"logging in with {TOKEN}", TOKEN),
        ("posting with xoxb-1234567890-abcdefghij", "xoxb-1234567890-abcdefghij"),
        ("socket of xapp-1-A0B1C2-123-abc", "xapp-1-A0B1C2-123-abc"),
        ("POST https://hooks.slack.com/actions/T0/1/abc", "T0/1/abc"),
        ("PATCH https://discord.com/api/v10/webhooks/1056/aW50ZXJhY3Rpb246/messages/@original", "aW50ZXJhY3Rpb246"),
        ("POST /api/v10/interactions/1056/aW50ZXJhY3Rpb246/callback", "aW50ZXJhY3Rpb246"),
        ("headers: {'Authorization': 'Bot abc.def'}", "abc.def"),
        ("authorization: Bearer s3cr3t", "s3cr3t"),
        ("cannot reach postgresql+asyncpg://teacher:pa55w%2Frd@school/entente", "pa55w"),
    ],
)
@pytest.mark.parametrize("logger", LIBRARIES)
def test_what_looks_like_a_secret_stands_nowhere_in_a_line_whoever_logs_it(said: str, secret: str, logger: str) -> None:
    with written() as lines:
        log = logging.getLogger(logger)
        log.error(said)
        log.error("%s", said)
        log.error("it broke", extra={"where": said})
        log.error("it broke", exc_info=RuntimeError(said))
    assert len(lines) == 4
    for line in lines:
        assert secret not in json.dumps(line)
        assert GONE in json.dumps(line)


def test_the_secrets_of_the_configuration_stand_nowhere_even_when_they_look_like_nothing() -> None:
    config = Config(
        database=Database(url="postgresql+asyncpg://teacher:not%20a%20secret@school/entente"),
        discord=Discord(token=SecretStr("plainword")),
    )
    assert "plainword" not in repr(config)
    with written(secrets_of(config)) as lines:
        logging.getLogger("bot").error("%s, %s and %s", "plainword", "not%20a%20secret", "not a secret")
    assert lines[0]["message"] == f"{GONE}, {GONE} and {GONE}"


def test_a_redactor_that_knows_nothing_lets_a_plain_word_pass_so_the_test_above_can_fail() -> None:
    with written() as lines:
        logging.getLogger("bot").error("plainword")
    assert lines[0]["message"] == "plainword"


def test_what_pydantic_and_the_database_say_of_values_is_left_out() -> None:
    note = "my private note"
    with written() as lines:
        try:
            TypeAdapter(int).validate_python(note)
        except ValueError:
            logging.getLogger("core").exception("it broke")
        logging.getLogger("core").error("[SQL: INSERT INTO notes] [parameters: ('my private note',)]")
    assert "my private note" not in json.dumps(lines)


def test_libraries_tell_no_details_ours_do_when_asked() -> None:
    with written(level="debug") as lines:
        for name in ("discord.gateway", "aiosqlite", "core.service", "bot.discord"):
            logging.getLogger(name).debug("a detail")
    assert [line["logger"] for line in lines] == ["core.service", "bot.discord"]


def test_a_line_that_does_not_fit_its_parts_is_told_without_them(capsys: pytest.CaptureFixture[str]) -> None:
    with written() as lines:
        ours = logging.getLogger().handlers[-1]
        ours.handle(logging.makeLogRecord({"name": "bot", "msg": "%s of %s", "args": ("plainword",)}))
    assert lines == []
    said = capsys.readouterr().err
    assert "does not fit its own parts" in said
    assert "plainword" not in said


def test_a_full_file_is_put_aside_and_only_its_owner_may_read_any_of_them(tmp_path: Path) -> None:
    file = tmp_path / "log" / "entente.log"
    with logging_to(Log(file=str(file), megabytes=1, files=2), Redactor(), Screen()):
        for _ in range(45):
            logging.getLogger("bot").info("x" * 100_000)
    names = sorted(path.name for path in file.parent.iterdir())
    assert names == ["entente.log", "entente.log.1", "entente.log.2"]
    assert all(path.stat().st_size <= 1_000_000 for path in file.parent.iterdir())
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}


def test_afterwards_nothing_is_left_of_it() -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.getLogger("core").level)
    with logging_to(Log(level="debug"), Redactor(), Screen()):
        assert (list(root.handlers), root.level, logging.getLogger("core").level) != before
    assert (list(root.handlers), root.level, logging.getLogger("core").level) == before


def _broken(_ctx: Context, ask: SendNote | ShowStatus) -> Reply:
    raise ValueError(f"cannot make out {ask!r}")


@pytest.mark.parametrize("deciding", [True, False])
async def test_a_defect_is_logged_under_the_id_that_the_person_got_with_where_it_led_and_not_with_what_they_wrote(
    tmp_path: Path, deciding: bool
) -> None:
    async with await Lesson.begin(tmp_path, crowd(2)) as lesson:
        session = await lesson.deal(students=crowd(2))
        (table,) = await lesson.tables()
        ana = (await lesson.seats())["x"]
        planted = HANDLERS.decide if deciding else HANDLERS.show
        request = SendNote(to="y", text="I will give in at forty") if deciding else ShowStatus()
        with pytest.MonkeyPatch.context() as patched, written() as lines:
            patched.setitem(planted, type(request), _broken)
            lesson.service._handlers = HANDLERS
            reply = await lesson.service.handle(lesson.command(ana, request))
    assert reply.refused == "fault"
    (line,) = lines
    assert line["error"] in str(reply.blocks)
    assert (line["section"], line["session"], line["table"]) == (session.section, session.id, table.id)
    assert (line["seq"], line["kind"]) == (table.seq, type(request).__name__)
    assert "cannot make out" in line["trace"]
    assert "give in at forty" not in json.dumps(line)


async def test_the_log_tells_when_a_session_begins_and_in_detail_each_step_of_a_table(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, crowd(2)) as lesson:
        lesson.service._observers = (Chronicle(),)
        with written() as lines:
            session = await lesson.deal(students=crowd(2))
        assert [line["message"] for line in lines][-1] == "ratify-or-revert is running"
        assert {line["session"] for line in lines} == {session.id}
        with written(level="debug") as lines:
            assert (await lesson.say(TEACHER, Advance())).ok
        (table,) = await lesson.rows(Table, session=session.id)
        (step,) = [line for line in lines if line["message"] == "a step"]
        assert (step["table"], step["seq"], step["phase"]) == (table.id, table.seq, table.phase)
        (answered,) = [line for line in lines if line["message"] == "answered"]
        assert answered["kind"] == "Advance"
        assert await lesson.rows(Session, id=session.id)


async def test_a_slow_answer_is_told_with_its_kind_and_nothing_that_was_typed(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        command = lesson.command(TEACHER, SendNote(to="y", text="plainword"))
        with written() as lines:
            Chronicle().answered(command, "", SLOW_S / 2)
            Chronicle().answered(command, "", SLOW_S * 2)
            Chronicle().stored([command], {}, SLOW_S * 3)
    assert [(line["message"], line["milliseconds"]) for line in lines] == [
        ("a slow answer", 2000),
        ("the database was slow", 3000),
    ]
    assert lines[0]["kind"] == "SendNote"
    assert "plainword" not in json.dumps(lines)
