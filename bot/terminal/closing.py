"""The last words of a demo: where everything is, and what to try next."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from bot.terminal.draw import line
from bot.terminal.report import Object


def show(console: Console, came: Object) -> None:
    """Print where the pictures and the database are, and the next commands."""
    console.print()
    console.print(Rule(line(" What you have now ", "bold yellow"), style="yellow", align="left"))
    console.print(Padding(Group(_places(came), Line(), _next(came)), (1, 2)))


def _places(came: Object) -> RenderableType:
    figures = came["figures"]
    files = [Path(str(file)) for file in figures] if isinstance(figures, list) else []
    grid = Table.grid(padding=(0, 2))
    grid.add_row(line("Pictures", "cyan"), line(f"{len(files)} in {files[0].parent if files else '-'}"))
    grid.add_row(line("Database", "cyan"), line(f"{came['database']} (SQLite: every move, note and answer)"))
    grid.add_row(
        line("Took", "cyan"), line(f"{came['seconds']:.1f} s, seed {came['seed']}: the same seed plays the same class")
    )
    return grid


def _next(came: Object) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for command, does in (
        ("entente demo --play", "take a seat yourself"),
        ("entente demo --scenario prespa-2018", "a historical case"),
        ("entente scenario list", "everything there is to play"),
        (f"entente replay {_a_table(came)} --database {came['database']}", "one table, step by step"),
    ):
        grid.add_row(line(command, "bold green"), line(does, "dim"))
    return Group(line("Try next", "bold"), grid)


def _a_table(came: Object) -> str:
    tables = came["tables"]
    return str(tables[0]["id"]) if isinstance(tables, Sequence) and tables else "TABLE"
