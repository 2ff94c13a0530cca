"""`entente scenario list`."""

import json
from pathlib import Path

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import config as configuration
from core import catalogue
from core.scenario import Scenario


def run(*, as_json: bool, config: Path | None) -> int:
    """Print all scenarios: those shipped and those of the configured folder."""
    found = catalogue.load(configuration.load(config).scenarios.path).scenarios.values()
    if as_json:
        typer.echo(json.dumps([_object(scenario) for scenario in found], indent=2, ensure_ascii=False))
    else:
        Console().print(_drawn(list(found)))
    return 0


def _object(scenario: Scenario) -> dict[str, object]:
    names = ("key", "title", "game", "minutes", "story", "sources")
    return {name: getattr(scenario, name) for name in names}


def _drawn(scenarios: list[Scenario]) -> Table:
    table = Table("Scenario", "Title", "Game", "Minutes", box=SIMPLE_HEAD)
    for scenario in scenarios:
        row = (scenario.key, scenario.title, scenario.game, str(scenario.minutes))
        table.add_row(*(Text(cell) for cell in row))
    return table
