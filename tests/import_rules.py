"""Who may import what, read from the source itself: each rule covers some files and finds what breaks it there."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "core", "migrations")

_DATABASE = ("sqlalchemy", "alembic", "aiosqlite", "asyncpg", "sqlite3")
_OUTSIDE = frozenset({
    "asyncio", "ctypes", "ftplib", "getpass", "glob", "http", "importlib", "io", "locale", "logging", "mmap",
    "multiprocessing", "os", "pathlib", "pickle", "platform", "secrets", "select", "shelve", "shutil", "signal",
    "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
})  # fmt: skip
"""Standard library that reaches the clock, the disk, the network, other processes or chance from outside."""
_IN_AND_OUT = frozenset({"open", "input", "print", "exec", "eval", "compile", "__import__"})
_COMPOSES = ("bot/cli", "bot/run")  # what starts adapters may know them all
_NOW = frozenset({"now", "utcnow", "today"})
_SEEDED = frozenset({"default_rng", "Generator", "SeedSequence", "PCG64"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One module: its path from the root and its syntax tree."""

    path: PurePosixPath
    tree: ast.Module

    def under(self, *folders: str) -> bool:
        """Return whether it lies in one of the folders, or is the module of that name."""
        return any(self.path.is_relative_to(folder) or self.path == PurePosixPath(f"{folder}.py") for folder in folders)

    @property
    def imported(self) -> tuple[str, ...]:
        """Return the full names of all it imports, wherever in the file: "core.game.Params"."""
        return tuple(name for node in ast.walk(self.tree) for name in _imported(node))


@dataclass(frozen=True, slots=True)
class ImportRule:
    """A rule in words, the files it covers, and what breaks it in one of them."""

    words: str
    covers: Callable[[SourceFile], bool]
    breaks: Callable[[SourceFile], Iterator[str]]


def parse(path: str, source: str) -> SourceFile:
    """Return a module from its text."""
    return SourceFile(PurePosixPath(path), ast.parse(source, path))


def tree() -> list[SourceFile]:
    """Return every module of the program."""
    files = (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    return [parse(file.relative_to(ROOT).as_posix(), file.read_text("utf-8")) for file in files]


def faults(file: SourceFile) -> list[str]:
    """Return a sentence for everything in a file that breaks a rule."""
    return [
        f"{file.path}: {found}. Rule: {rule.words}"
        for rule in RULES
        if rule.covers(file)
        for found in rule.breaks(file)
    ]


def _imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            start = f"{'.' * level}{module or ''}"
            yield from (f"{start}.{alias.name}" for alias in names)
        case ast.Call(
            func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            yield name


def _is(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _never(*packages: str) -> Callable[[SourceFile], Iterator[str]]:
    def breaks(file: SourceFile) -> Iterator[str]:
        return (f"imports {name}" for name in file.imported if _is(name, *packages))

    return breaks


def _only_in(packages: tuple[str, ...], *homes: str) -> ImportRule:
    words = f"{' and '.join(packages)} only in {' and '.join(homes)}."
    return ImportRule(words, lambda file: not file.under(*homes), _never(*packages))


def _outside_of(*packages: str) -> Callable[[SourceFile], Iterator[str]]:
    """Return what finds imports that are neither of these packages nor the standard library's pure part."""

    def breaks(file: SourceFile) -> Iterator[str]:
        for name in file.imported:
            first = name.partition(".")[0]
            pure = first in sys.stdlib_module_names and first not in _OUTSIDE
            if not pure and not _is(name, *packages, *_own_package(file)):
                yield f"imports {name}"

    return breaks


def _own_package(file: SourceFile) -> tuple[str, ...]:
    """Return the package of a game of several modules: core/games/live_quiz/state.py → core.games.live_quiz."""
    parts = file.path.parts
    return (".".join(parts[:3]),) if file.under("core/games") and len(parts) > 3 else ()


def _other_adapters(file: SourceFile) -> Iterator[str]:
    own = file.path.parts[1]
    for name in file.imported:
        parts = name.split(".")
        if parts[0] == "bot" and len(parts) > 1 and parts[1] != own and (ROOT / "bot" / parts[1]).is_dir():
            yield f"imports {name}"


def _outside_world(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(file.tree):
        match node:
            case ast.ImportFrom(module="random", names=names):
                yield from (f"imports random.{alias.name}" for alias in names if alias.name != "Random")
            case ast.Attribute(value=ast.Name(id="random"), attr=attr) if attr != "Random":
                yield f"uses random.{attr}"
            case ast.Attribute(value=ast.Attribute(attr="random"), attr=attr) if attr not in _SEEDED:
                yield f"uses numpy's random.{attr}"
            case ast.Attribute(
                value=ast.Name(id="datetime" | "date") | ast.Attribute(attr="datetime" | "date"), attr=attr
            ):
                yield from (f"asks what time it is: {name}" for name in _NOW & {attr})
            case ast.Call(func=ast.Name(id=name)) if name in _IN_AND_OUT:
                yield f"calls {name}"
            case ast.Call(func=ast.Name(id="Random" | "default_rng") | ast.Attribute(attr="Random" | "default_rng"),
                          args=[], keywords=[]):  # fmt: skip
                yield "draws without a seed"
            case ast.Global(names=names):
                yield f"keeps {', '.join(names)} as a module's state"


def _relative(file: SourceFile) -> Iterator[str]:
    return (f"imports {name}" for name in file.imported if name.startswith("."))


RULES = (
    ImportRule("imports are written in full.", lambda _: True, _relative),
    ImportRule("core never imports bot.", lambda file: file.under("core"), _never("bot")),
    ImportRule(
        "a game imports the pure standard library, numpy, pydantic, core.game, core.theory and its own package.",
        lambda file: file.under("core/games"),
        _outside_of("numpy", "pydantic", "core.game", "core.theory"),
    ),
    ImportRule(
        "theory imports the pure standard library, numpy and core.theory.",
        lambda file: file.under("core/theory"),
        _outside_of("numpy", "core.theory"),
    ),
    ImportRule(
        "games, theory and the kit have no clock, no input or output, no chance and no state of their own.",
        lambda file: file.under("core/games", "core/theory", "core/kit", "core/game", "core/referee"),
        _outside_world,
    ),
    _only_in(_DATABASE, "core/store", "migrations"),
    _only_in(("matplotlib",), "core/figures"),
    _only_in(("discord",), "bot/discord"),
    _only_in(("slack_bolt", "slack_sdk"), "bot/slack"),
    ImportRule(
        "adapters never import each other.",
        lambda file: file.under("bot") and not file.under(*_COMPOSES) and len(file.path.parts) > 2,
        _other_adapters,
    ),
)
