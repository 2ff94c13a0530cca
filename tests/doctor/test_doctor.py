"""`entente doctor`: a healthy installation, and everything that can be wrong with one, found one at a time."""

import json
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import run
from bot.cli.checks import database as checks
from bot.discord.doctor import Told, judged
from bot.settings import Discord as Settings
from core.store.alone import alone_on
from core.store.engine import url_of
from tests.discord_wire.allowed import BITS
from tests.discord_wire.server import Discord
from tests.doctor.patient import Patient, patient

pytestmark = pytest.mark.sqlite("files that are damaged, open to others, or older")

NEEDED = BITS["view"] | BITS["send"] | BITS["attach"]
RELEASED = Path(__file__).parents[1] / "store" / "released_0001.sql"
NOW = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as here:
        yield here


@pytest.fixture
async def well(discord: Discord, tmp_path: Path) -> Patient:
    """An installation whose bot is on one server."""
    discord.server("POL 210", NEEDED)
    return await patient(tmp_path, discord.api, discord.token)


async def test_a_healthy_installation_has_a_tick_at_everything(well: Patient) -> None:
    found = await well.findings()
    assert [finding.line for finding in found.values() if not finding.well] == []
    assert set(found) == {
        "Versions", "Configuration", "Configuration file", "Token file", "Database file", "Database", "Integrity",
        "Writing", "Disk space", "Clock", "Scenarios", "Backups", "Discord token", "Machine's clock",
        "Discord intents", "Discord connections", "Server POL 210", "Instructor role",
    }  # fmt: skip
    assert found["Discord token"].found == "It is Entente's."


def open_to_others(patient: Patient) -> None:
    patient.database.chmod(0o644)


def damaged(patient: Patient) -> None:
    content = bytearray(patient.database.read_bytes())
    content[8192:12288] = bytes(4096)
    patient.database.write_bytes(content)


def older(patient: Patient) -> None:
    patient.database.unlink()
    with closing(sqlite3.connect(patient.database)) as connection:
        connection.executescript(RELEASED.read_text("utf-8"))
    patient.database.chmod(0o600)


def somebody_elses(patient: Patient) -> None:
    patient.database.unlink()
    with closing(sqlite3.connect(patient.database)) as connection:
        connection.execute("CREATE TABLE recipes (id TEXT)")
    patient.database.chmod(0o600)


def clock_once_wrong(patient: Patient) -> None:
    ahead = int((datetime.now(UTC) + timedelta(days=400)).timestamp() * 1000)  # noqa: TID251 (beside the real clock)
    with closing(sqlite3.connect(patient.database)) as connection, connection:
        connection.execute("INSERT INTO marks VALUES ('clock', '', ?)", (ahead,))


def unbacked(patient: Patient) -> None:
    (patient.folder / "class-scheduled-20200101-033000.sqlite").touch()


def broken_scenario(patient: Patient) -> None:
    (patient.folder / "own").mkdir()
    (patient.folder / "own" / "mine.toml").write_text('title = "T"\ngame = "ratify-or-revrt"\nstory = "S"\n')
    patient.write(more=f'[scenarios]\nfolder = "{patient.folder / "own"}"\n')


def no_token(patient: Patient) -> None:
    patient.config.write_text(f'[database]\nurl = "{url_of(patient.database)}"\n')


def mistyped(patient: Patient) -> None:
    patient.write(more="[backp]\n")


def token_of_all(patient: Patient) -> None:
    patient.token.chmod(0o644)


def unreachable(patient: Patient) -> None:
    patient.write(api="http://127.0.0.1:9/api/v10")


@pytest.mark.parametrize(
    ("harm", "about", "mend"),
    [
        (open_to_others, "Database file", "chmod 600"),
        (damaged, "Integrity", "entente db restore FILE"),
        (older, "Database", "entente db upgrade"),
        (somebody_elses, "Database", "not one of Entente's"),
        (clock_once_wrong, "Clock", "entente doctor --repair"),
        (unbacked, "Backups", "its log says why"),
        (broken_scenario, "Scenarios", "entente scenario check FILE"),
        (no_token, "Discord", "entente init discord"),
        (mistyped, "Configuration", "Did you mean “backup”?"),
        (token_of_all, "Configuration", "chmod 600"),
        (unreachable, "Discord", "discordstatus.com"),
    ],
    ids=lambda what: what.__name__ if callable(what) else None,
)
async def test_what_is_wrong_is_found_named_and_can_be_mended(
    well: Patient, harm: Callable[[Patient], None], about: str, mend: str
) -> None:
    harm(well)
    complaints = await well.complaints()
    assert about in complaints, complaints
    assert mend in complaints[about].mend
    assert all(finding.mend for finding in complaints.values()), "nothing is complained of without a way to mend it"
    if harm is not broken_scenario:
        assert len(complaints) == 1


async def test_a_full_disk_and_a_read_only_folder_are_found(well: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda place, _mode: Path(place) != well.database)
    monkeypatch.setattr(checks, "_LEAST_FREE", 10**18)
    complaints = await well.complaints()
    assert set(complaints) == {"Writing", "Disk space"}


async def test_a_token_that_discord_does_not_know_is_told(discord: Discord, tmp_path: Path) -> None:
    sick = await patient(tmp_path, discord.api, "MTA1Nj.nobodys.token")
    complaint = (await sick.complaints())["Discord token"]
    assert "Reset Token" in complaint.mend
    assert "nobodys" not in complaint.line


async def test_a_bot_that_nobody_has_invited_is_told_how_to_be(discord: Discord, tmp_path: Path) -> None:
    lonely = await patient(tmp_path, discord.api, discord.token)
    complaint = (await lonely.complaints())["Discord servers"]
    assert f"client_id={discord.world.bot.id}&permissions=35840" in complaint.mend


async def test_a_server_that_forbids_what_is_needed_is_named(discord: Discord, tmp_path: Path) -> None:
    discord.server("POL 210", NEEDED)
    discord.server("INR 301", BITS["view"])
    found = await (await patient(tmp_path, discord.api, discord.token)).complaints()
    assert {about: finding.found for about, finding in found.items()} == {"Server INR 301": "I lack Attach Files."}


async def test_the_instructors_role_is_looked_for_on_every_server_and_its_absence_is_no_fault(
    discord: Discord, tmp_path: Path
) -> None:
    installed = await patient(tmp_path, discord.api, discord.token)
    discord.server("POL 210", NEEDED).role("instructor")
    found = (await installed.findings())["Instructor role"]
    assert (found.well, found.mend) == (True, "")
    assert "Whoever has the role “Instructor” makes sections" in found.found
    discord.server("INR 301", NEEDED)
    found = (await installed.findings())["Instructor role"]
    assert found.well
    assert "There is no role “Instructor” on INR 301" in found.found
    assert "make a role of just this name" in found.mend


def told(**gateway: object) -> Told:
    limits = {"session_start_limit": {"remaining": 900, "reset_after": 7_200_000}, "shards": 1, **gateway}
    servers = [{"id": "7", "name": "POL 210", "permissions": str(NEEDED)}]
    return Told({"username": "Entente"}, {"id": "1"}, servers, limits, NOW)


@pytest.mark.parametrize(
    ("settings", "gateway", "wall", "about", "found"),
    [
        ({}, {}, NOW + timedelta(minutes=3), "Machine's clock", "It is 180 s ahead of Discord's."),
        ({}, {}, NOW - timedelta(hours=1), "Machine's clock", "It is 3600 s behind Discord's."),
        ({"shards": 2}, {"shards": 4}, NOW, "Discord shards", "2; Discord advises 4."),
        ({"development_guild": 8}, {}, NOW, "Development server", "The bot is not on 8."),
        ({}, {"session_start_limit": {"remaining": 3}}, NOW, "Discord connections", "Only 3 are left today."),
    ],
)
def test_what_discord_tells_is_judged(
    settings: dict[str, object], gateway: dict[str, object], wall: datetime, about: str, found: str
) -> None:
    complaints = {f.about: f for f in judged(told(**gateway), Settings.model_validate(settings), wall) if not f.well}
    assert {name: finding.found for name, finding in complaints.items()} == {about: found}
    assert complaints[about].mend
    assert [f for f in judged(told(), Settings(), NOW) if not f.well] == []


def test_commands_that_discord_sends_elsewhere_are_found() -> None:
    application = {"id": "1", "interactions_endpoint_url": "https://old.example/hook"}
    (found,) = [f for f in judged(replace(told(), application=application), Settings(), NOW) if not f.well]
    assert "https://old.example/hook" in found.found
    assert "Interactions Endpoint URL" in found.mend


def test_intents_that_nobody_needs_are_told_and_are_no_fault() -> None:
    (found,) = [
        f
        for f in judged(replace(told(), application={"id": "1", "flags": 1 << 19}), Settings(), NOW)
        if f.about == "Discord intents"
    ]
    assert found.well
    assert "Switch them off" in found.mend


def test_the_command_prints_lines_or_json_and_leaves_with_1_if_anything_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_CONFIG", raising=False)
    monkeypatch.setenv("ENTENTE_DATABASE__URL", url_of(tmp_path / "class.sqlite"))
    assert run(["db", "upgrade"]) == 0
    capsys.readouterr()
    assert run(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "✔ Configuration: No file; the defaults and the environment hold." in lines
    assert "✘ Discord: There is no token. Be led through it: entente init discord" in lines
    assert sum(line.startswith("✘") for line in lines) == 1
    assert run(["doctor", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {"about": "Discord", "well": False, "found": "There is no token.",
            "mend": "Be led through it: entente init discord"} in found  # fmt: skip
    assert len(found) == len(lines)


def test_nothing_is_repaired_while_a_bot_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_CONFIG", raising=False)
    url = url_of(tmp_path / "class.sqlite")
    monkeypatch.setenv("ENTENTE_DATABASE__URL", url)
    assert run(["doctor", "--repair"]) == 1
    assert "There is no database yet" in capsys.readouterr().err
    assert run(["db", "upgrade"]) == 0
    with alone_on(url):
        assert run(["doctor", "--repair"]) == 1
    assert "Another Entente is running" in capsys.readouterr().err
    assert run(["doctor", "--repair", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert "nothing was changed" in err
