"""`entente scenario check FILE`."""

from pathlib import Path

import typer

from bot.wording import count
from core.scenario import check


def run(*, file: Path) -> int:
    """Print every fault with its line; 0 if the scenario can be played."""
    problems = check(file)
    for problem in problems:
        typer.echo(f"{file}:{problem.line}: {problem.severity}: {problem.message}")
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        found = count(len(errors), "fault")
        typer.echo(f"{file.name} cannot be played yet: {found}, the first in line {errors[0].line}.", err=True)
        return 1
    typer.echo(f"{file.name} can be played.")
    return 0
