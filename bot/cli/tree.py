"""What can be typed after `entente`. Nothing slow is imported here: a command's room opens when asked for."""

import importlib
from pathlib import Path
from typing import Annotated

import typer

FEWEST, MOST = 2, 60
"""Students in a demo."""

app = typer.Typer(
    help="A classroom bot for courses on alliances: negotiation rounds, quizzes and debriefs in the class's own chat.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_database = typer.Typer(help="Create or upgrade the database; back it up, restore it, copy it to a server.")
_scenarios = typer.Typer(help="List scenarios, check a file.")
_quizzes = typer.Typer(help="Check a file of questions.")
_chats = typer.Typer(help="Set up a chat, step by step.")
app.add_typer(_chats, name="init")
app.add_typer(_database, name="db")
app.add_typer(_scenarios, name="scenario")
app.add_typer(_quizzes, name="quiz")

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Config = Annotated[Path | None, typer.Option(help="Configuration file.", show_default="./config.toml")]
Database = Annotated[str, typer.Option(help="A SQLite file or a database URL; else the configuration's.")]
File = Annotated[Path, typer.Argument(help="The file to check.")]


@app.command()
def demo(
    scenario: Annotated[str, typer.Option(help="Which scenario is played.")] = "ratify-or-revert",
    students: Annotated[int, typer.Option(min=FEWEST, max=MOST, help="How many simulated students.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same class.")] = 1988,
    out: Annotated[Path, typer.Option(help="Where the database and the pictures go.")] = Path("out/demo"),
    as_json: Json = False,
    play: Annotated[bool, typer.Option("--play", help="Take a seat yourself, in real time.")] = False,
) -> None:
    """Watch a whole class play, in this terminal."""
    _open("demo", scenario=scenario, students=students, seed=seed, out=out, as_json=as_json, play=play)


@app.command("run")
def run_bot(config: Config = None) -> None:
    """Serve the chats of the configuration until stopped (Ctrl+C, or SIGTERM)."""
    _open("serving", config=config)


@app.command()
def doctor(
    config: Config = None,
    as_json: Json = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Set class time back where a wrong clock put it ahead.")
    ] = False,
) -> None:
    """Look whether everything is there that Entente needs, and say how to mend what is not."""
    _open("doctor", config=config, as_json=as_json, repair=repair)


@app.command()
def replay(
    table: Annotated[str, typer.Argument(help="A table's id, as the demo prints it.")],
    database: Database = "",
    config: Config = None,
) -> None:
    """Tell a table's journal step by step."""
    _open("replay", table=table, database=database, config=config)


@_chats.command("discord")
def init_discord(
    config: Config = None,
    token_file: Annotated[
        Path | None, typer.Option(help="A file that holds the token.", show_default="asked for")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write the configuration without asking.")] = False,
) -> None:
    """Lead through the developer portal, check the token, write the configuration."""
    _open("init_discord", config=config, token_file=token_file, yes=yes)


@_database.command()
def upgrade(database: Database = "", config: Config = None) -> None:
    """Create the database, or bring it to this program's version."""
    _open("db", database=database, config=config)


@_database.command()
def backup(
    to: Annotated[
        Path | None, typer.Option(help="A new file, or a folder.", show_default="beside the database")
    ] = None,
    database: Database = "",
    config: Config = None,
) -> None:
    """Write a checked copy of the database, also while the bot runs."""
    _open("db_backup", to=to, database=database, config=config)


@_database.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    database: Database = "",
    config: Config = None,
) -> None:
    """Put a backup in the place of the database, while no bot runs; the old file is kept beside it."""
    _open("db_restore", file=file, database=database, config=config)


@_database.command()
def copy(
    target: Annotated[str, typer.Option("--to", help="An empty database: a file, or a URL.")],
    source: Annotated[
        str, typer.Option("--from", help="A SQLite file or a database URL; else the configuration's.")
    ] = "",
    config: Config = None,
) -> None:
    """Copy a whole database to another place, such as a PostgreSQL server, while no bot runs."""
    _open("db_copy", source=source, target=target, config=config)


@_scenarios.command("list")
def list_scenarios(as_json: Json = False, config: Config = None) -> None:
    """List all scenarios there are to play."""
    _open("scenario_list", as_json=as_json, config=config)


@_scenarios.command("check")
def check_scenario(file: File) -> None:
    """Say, line by line, what has to change in a scenario file before it can be played."""
    _open("scenario_check", file=file)


@_quizzes.command("check")
def check_quiz(file: File, as_json: Json = False) -> None:
    """Say, line by line, what of a question file comes in and what does not."""
    _open("quiz_check", file=file, as_json=as_json)


def _open(room: str, **options: object) -> None:
    code: int = importlib.import_module(f"bot.cli.{room}").run(**options)
    raise typer.Exit(code)
