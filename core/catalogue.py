"""The catalogue: every game and every scenario there is to play, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.discovery import TwoGames, discover
from core.game import NotAMove
from core.referee import AnyGame
from core.scenario import Scenario, load_all
from core.scenario.sentences import did_you_mean

__all__ = ["Catalogue", "TwoGames", "load"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Games and scenarios by key, both sorted by key."""

    games: Mapping[str, AnyGame]
    scenarios: Mapping[str, Scenario]

    def scenario(self, key: str) -> Scenario:
        """Return a scenario, or raise NotAMove naming the nearest."""
        if key not in self.scenarios:
            hint = did_you_mean(key[:60], tuple(self.scenarios))
            raise NotAMove(f'There is no scenario called "{key[:60]}".{hint}')
        return self.scenarios[key]

    def game_of(self, scenario: Scenario) -> AnyGame:
        """Return the game that a scenario of this catalogue is played by."""
        return self.games[scenario.game]


def load(folder: Path | None = None) -> Catalogue:
    """Return all games, and the scenarios shipped with the program and in `folder`.

    Raises what an import raises, TwoGames when two games share a key, and BadScenario with all faults of a file.
    """
    games = discover()
    return Catalogue(games, load_all(folder, games))
