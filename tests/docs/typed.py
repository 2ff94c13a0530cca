"""Whether what a document tells its readers to type is there to be typed."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from typer.main import get_command

from bot.cli.tree import app
from bot.typed import parse
from core.game import Move, MoveSpec, NotAMove
from core.requests.game import Act
from tests.games.trial import Trial
from tests.import_rules import ROOT

_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def on_the_command_line(line: str) -> None:
    """Raise what the command line would raise for `entente …`; nothing is run."""
    command, words = get_command(app), shlex.split(line)[1:]
    context = command.make_context("entente", list(words))
    while hasattr(command, "resolve_command"):
        name, command, words = command.resolve_command(context, words)
        context = command.make_context(name, list(words), parent=context)


def in_the_chat(line: str, specs: Sequence[MoveSpec]) -> Move | None:
    """Return the move that a typed command makes, None if it makes none; raise what its reader would be told."""
    request = parse(line)
    if not isinstance(request, Act):
        return None
    fitting = [spec for spec in specs if spec.name == request.move]
    if not fitting:
        raise NotAMove(f"No seat ever makes the move {request.move}.")
    return fitting[0].parse(request.values)


def all_moves(trial: Trial) -> list[MoveSpec]:
    """Return every move that some seat may make at some position of a play."""
    seats = [seat.key for seat in trial.by_chance.seats]
    return [
        spec
        for position in trial.positions()
        if position.phase is not None
        for seat in seats
        for spec in trial.game.moves(position.state, seat)
    ]


def make_targets(makefile: Path = ROOT / "Makefile") -> set[str]:
    """Return the names after which `make` does something."""
    return set(_TARGET.findall(makefile.read_text(encoding="utf-8")))
