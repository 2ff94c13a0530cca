"""`entente demo`: a whole class in this terminal, by itself, or with a person on a seat."""

import asyncio
import json
from pathlib import Path

import typer
from rich.console import Console

from bot.cli.trouble import Failed, log_kept
from bot.terminal import closing, demo, live
from bot.terminal.folder import NotOurs
from bot.terminal.play import stdin
from bot.terminal.stage import WIDEST


def run(*, scenario: str, students: int, seed: int, out: Path, as_json: bool, play: bool) -> int:
    """Play; print a transcript, or what it came to as JSON."""
    plan = demo.Plan(scenario=scenario, students=students, seed=seed, out=out)
    console = Console(quiet=as_json, highlight=False)
    console.width = min(console.width, WIDEST)
    try:
        with log_kept():
            if play:
                asyncio.run(live.run(plan, console, stdin))
                return 0
            came = asyncio.run(demo.run(plan, console))
    except NotOurs as refused:
        raise Failed(str(refused)) from None
    if as_json:
        typer.echo(json.dumps(came, indent=2, ensure_ascii=False))
    else:
        closing.show(console, came)
    return 0
