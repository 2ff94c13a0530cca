"""The tables of the README, written from what the program itself goes by."""

import re
from collections.abc import Sequence
from itertools import takewhile

from pydantic import BaseModel

from bot.config import Config
from bot.helping import as_markdown
from core import catalogue
from core.catalogue import Catalogue
from core.scenario import Scenario
from tests.import_rules import ROOT

Row = Sequence[str]


def tables() -> dict[str, str]:
    """Return every table by the name of its part."""
    found = catalogue.load()
    return {
        "games": games(found),
        "scenarios": scenarios(found),
        "commands": as_markdown().replace("<", "&lt;"),
        "settings": settings(),
    }


def games(found: Catalogue) -> str:
    """Return a row for each game: its rules as the class is told them."""
    rows = [(f"**{game.title}**", game.rules) for game in found.games.values()]
    return _markdown(("game", "rules, as the lobby tells them"), rows)


def scenarios(found: Catalogue) -> str:
    """Return a row for each scenario, in order of key."""
    header = ("scenario", "what it is", "game", "minutes", "people at a table")
    return _markdown(header, [_scenario(found, scenario) for scenario in found.scenarios.values()])


def settings() -> str:
    """Return a row for each setting, its meaning taken from config.example.toml."""
    header = ("setting", "environment variable", "default", "what it does")
    parts = ((name, getattr(Config(), name)) for name in Config.model_fields)
    return _markdown(header, [_setting(name, part, key) for name, part in parts for key in type(part).model_fields])


def _scenario(found: Catalogue, scenario: Scenario) -> Row:
    game, size = found.game_of(scenario), found.game_of(scenario).size_for(scenario.params)
    people = f"{size.least} to {size.most}, best {size.ideal}"
    return (f"`{scenario.key}`", scenario.title, game.title, str(scenario.minutes), people)


def _setting(name: str, part: BaseModel, key: str) -> Row:
    default = getattr(part, key)
    shown = "none" if default == () or not str(default) else f"`{default}`"
    return (f"`{name}.{key}`", f"`ENTENTE_{name.upper()}__{key.upper()}`", shown, _meaning(name, key))


def _meaning(section: str, key: str) -> str:
    """Return the comment above a setting in the example."""
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    lines = text.partition(f"[{section}]")[2].partition("\n[")[0].splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f"{key} ="))
    above = list(takewhile(lambda line: line.startswith("#"), reversed(lines[:at])))
    return " ".join(line.lstrip("# ") for line in reversed(above))


def _markdown(header: Row, rows: Sequence[Row]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")
