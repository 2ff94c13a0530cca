"""Scenarios from files: those shipped with the program, and an instructor's own folder."""

from collections.abc import Iterable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType

from core.scenario.check import Games, read
from core.scenario.model import Scenario
from core.scenario.sentences import Problem


class BadScenario(Exception):
    """A scenario file cannot be played; its text names every fault with its line."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        lines = (f"{file}:{problem.line}: {problem.message}" for problem in problems)
        super().__init__("\n".join(lines))
        self.file, self.problems = file, problems


def load(file: Path, games: Games | None = None) -> Scenario:
    """Return the scenario of one file; raise BadScenario with all its faults."""
    reading = read(file, games)
    if reading.scenario is None:
        raise BadScenario(file.name, reading.problems)
    return reading.scenario


def load_all(folder: Path | None = None, games: Games | None = None) -> Mapping[str, Scenario]:
    """Return the shipped scenarios and those in `folder`, by key, sorted; raise BadScenario for one that is broken.

    A scenario in `folder` takes the place of a shipped one with the same key.
    """
    with as_file(files("core") / "scenarios") as shipped:
        found = _by_key(shipped, games)
    own = _by_key(folder, games) if folder else {}
    return MappingProxyType(dict(sorted({**found, **own}.items())))


def _by_key(folder: Path, games: Games | None) -> dict[str, Scenario]:
    found: dict[str, Scenario] = {}
    for file in _toml_files(folder):
        scenario = load(file, games)
        if scenario.key in found:
            fault = Problem(1, "error", f'Another file in this folder is called "{scenario.key}" too. Change "key".')
            raise BadScenario(file.name, (fault,))
        found[scenario.key] = scenario
    return found


def _toml_files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.toml"))
