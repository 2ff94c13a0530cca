"""The demo: a whole class, the same for the same seed, told so that a newcomer can follow."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.cli import run
from bot.terminal import closing, demo, live

ENTENTE = Path(sys.executable).with_name("entente")


def played(out: Path, *more: str, hash_seed: str = "0") -> dict[str, Any]:
    command = [str(ENTENTE), "demo", "--json", "--out", str(out), *more]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert not done.stderr
    came: dict[str, Any] = json.loads(done.stdout)
    return came


def without_paths(came: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in came.items() if name not in {"seconds", "figures", "database"}}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return played(tmp_path_factory.mktemp("first"), "--seed", "7", "--students", "7")


def test_the_same_seed_gives_the_same_class_to_the_last_digit(first: dict[str, Any], tmp_path: Path) -> None:
    again = played(tmp_path, "--seed", "7", "--students", "7", hash_seed="1")
    assert without_paths(again) == without_paths(first)
    assert [Path(file).name for file in again["figures"]] == [Path(file).name for file in first["figures"]]


def test_another_seed_gives_another_class(first: dict[str, Any], tmp_path: Path) -> None:
    other = played(tmp_path, "--seed", "8", "--students", "7")
    assert without_paths(other)["tables"] != without_paths(first)["tables"]


def test_the_object_tells_who_sat_where_what_came_of_it_and_where_everything_is(first: dict[str, Any]) -> None:
    assert (first["scenario"], first["game"], first["seed"], first["students"]) == (
        "ratify-or-revert", "ratify-or-revert", 7, 7,
    )  # fmt: skip
    for table in first["tables"]:
        seats = {seat["seat"] for seat in table["seats"]}
        assert {"agreed", "headline"} <= table["outcome"].keys()
        assert set(table["payoffs"]) <= seats
        assert set(table["scores"]) <= set(table["payoffs"])
        assert all((seat["player"] is None) == seat["bot"] for seat in table["seats"])
    people = [seat["player"] for table in first["tables"] for seat in table["seats"] if seat["player"]]
    assert len(people) == len(set(people)) == 7
    assert {row["alias"] for row in first["leaderboard"]} <= set(people)
    assert [row["rank"] for row in first["leaderboard"]] == sorted(row["rank"] for row in first["leaderboard"])
    assert first["benchmark"]
    assert first["quiz"]["answers"] == 35
    assert 0 < first["quiz"]["correct"] < 35
    assert all(Path(file).read_bytes().startswith(b"\x89PNG") for file in first["figures"])
    assert Path(first["database"]).stat().st_size > 0


def test_every_table_can_be_told_again_from_the_database(
    first: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    for table in first["tables"]:
        assert run(["replay", table["id"], "--database", first["database"]]) == 0
        assert "lead exactly to what is stored" in capsys.readouterr().out


@pytest.mark.parametrize(("scenario", "students"), [("treaty-table", 5), ("prespa-2018", 2)])
async def test_any_scenario_plays_to_its_end(scenario: str, students: int, tmp_path: Path) -> None:
    plan = demo.Plan(scenario=scenario, students=students, seed=3, out=tmp_path)
    came = await demo.run(plan, Console(file=StringIO(), quiet=True))
    assert came["scenario"] == scenario
    assert came["benchmark"]


async def test_the_transcript_tells_the_whole_lesson_in_order(tmp_path: Path) -> None:
    out = StringIO()
    plan = demo.Plan(scenario="ratify-or-revert", students=6, seed=2, out=tmp_path)
    await demo.run(plan, Console(file=out, width=100, no_color=True))
    text = out.getvalue()
    told = (
        "1 · A class meets", "Join code", "2 · The lobby", "In the lobby", "3 · The round", "Your win-set",
        "/game act offer", "4 · How it ended", "The game is over.", "5 · Debrief", "Debrief 1 of", "Concept: Win-set",
        "6 · Quiz", "Question 1 of 5", "7 · Standings", "Your rank",
    )  # fmt: skip
    places = [text.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_the_last_words_name_what_can_be_typed_next(first: dict[str, Any]) -> None:
    out = StringIO()
    closing.show(Console(file=out, width=200, no_color=True), first)
    text = out.getvalue()
    assert f"entente replay {first['tables'][0]['id']} --database {first['database']}" in text
    assert f"{len(first['figures'])} in {Path(first['database']).parent / 'pictures'}" in text


async def test_what_one_student_alone_may_know_is_never_on_the_channels_cards(tmp_path: Path) -> None:
    out = StringIO()
    plan = demo.Plan(scenario="ratify-or-revert", students=6, seed=2, out=tmp_path)
    await demo.run(plan, Console(file=out, width=100, no_color=True))
    cards = [part.split("╰")[0] for part in out.getvalue().split("#class · everybody sees this")[1:]]
    during_play = [card for card in cards if "Debrief" not in card]
    assert during_play
    assert not any("Your win-set" in card or "red line of" in card for card in during_play)


async def test_somebody_at_the_keyboard_takes_a_seat_by_typing_what_everybody_types(tmp_path: Path) -> None:
    lines = iter(
        ["/game join", ":board", "/gme desk", "1", ":as instructor", "/game advance", ":as ana", "/game desk", "1",
         "99", "/game act", ":as nobody", ":dance", "/help", "/help game note", "/game extend soon", ":quit", "never"]
    )  # fmt: skip

    async def read(_: str) -> str | None:
        return next(lines, None)

    out = StringIO()
    plan = demo.Plan(scenario="ratify-or-revert", students=4, seed=1, out=tmp_path)
    await live.run(plan, Console(file=out, width=100, no_color=True), read)
    text = out.getvalue()
    for said in (
        "You are in, as", "Did you mean: 1 /game desk", "You are The instructor now.", "has begun", "Table 1: you are",
        "Sealed: Answer", "There is no button 99", "one of: ana, bo, cy, dee, instructor", "Right now",
        "Everything you can type", "/game note to text", "Minutes takes a whole number",
        "The class is kept in",
    ):  # fmt: skip
        assert said in text
    assert next(lines) == "never"
