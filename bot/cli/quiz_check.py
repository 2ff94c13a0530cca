"""`entente quiz check FILE`."""

import json
from pathlib import Path

import typer

from bot.wording import count
from core.quiz.check import as_json as as_object
from core.quiz.check import check_file


def run(*, file: Path, as_json: bool) -> int:
    """Print what came in and what was said about the rest; 0 if nothing was skipped or refused."""
    result = check_file(file)
    if as_json:
        typer.echo(json.dumps(as_object(result), indent=2, ensure_ascii=False))
    else:
        for said in result.diagnostics:
            typer.echo(f"{file}:{said.line}: {said.severity.value}: {said.message}")
        typer.echo(f"{count(len(result.questions), 'question')} can be used.")
    if result.errors:
        skipped, first = count(len(result.errors), "fault"), result.errors[0]
        typer.echo(f"{file.name} has {skipped}, the first in line {first.line}: {first.message}", err=True)
        return 1
    return 0
