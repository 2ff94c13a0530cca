"""Scenarios: a game plus parameters, a story and sources, written by hand in TOML and checked line by line."""

from core.scenario.check import check
from core.scenario.load import BadScenario, load, load_all
from core.scenario.model import MOST_WORDS, Scenario
from core.scenario.options import scalars, with_options
from core.scenario.sentences import Problem, Severity
from core.scenario.syntax import BIGGEST

__all__ = [
    "BIGGEST",
    "MOST_WORDS",
    "BadScenario",
    "Problem",
    "Scenario",
    "Severity",
    "check",
    "load",
    "load_all",
    "scalars",
    "with_options",
]
