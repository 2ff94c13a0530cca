"""Games are found, not listed: every module of `core.games` that exposes GAME."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

import core.games
from core.referee import AnyGame


class TwoGames(Exception):
    """Two modules claim the same key; one of them has to change."""


@cache
def discover() -> Mapping[str, AnyGame]:
    """Return the games of this program by key, sorted. A module that cannot be imported says so itself."""
    return by_key(_modules())


def by_key(modules: Iterable[ModuleType]) -> Mapping[str, AnyGame]:
    """Return the games that modules expose as GAME, sorted by key; raise TwoGames when two share one."""
    found: dict[str, AnyGame] = {}
    home: dict[str, str] = {}
    for module in modules:
        game: AnyGame | None = getattr(module, "GAME", None)
        if game is None:
            continue
        if game.key in found:
            raise TwoGames(f'{home[game.key]} and {module.__name__} both call their game "{game.key}". Rename one.')
        found[game.key], home[game.key] = game, module.__name__
    return MappingProxyType(dict(sorted(found.items())))


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.iter_modules(core.games.__path__, prefix=f"{core.games.__name__}."):
        yield importlib.import_module(info.name)
