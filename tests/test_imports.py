"""The rooms of the house keep their doors: who imports what, over the whole tree, and proof that each rule can fail."""

from pathlib import Path

import pytest

from tests import import_rules
from tests.import_rules import RULES, faults, parse, tree

PLANTED = (
    ("core/service.py", "from bot.app import App", "core never imports bot"),
    ("core/clock.py", "def late():\n    import bot", "core never imports bot"),
    ("core/clock.py", "import importlib\nimportlib.import_module('bot.cli')", "core never imports bot"),
    ("core/blocks.py", "from . import game", "written in full"),
    ("core/games/brinkmanship.py", "from core.store import Store", "a game imports"),
    ("core/games/brinkmanship.py", "from core import service", "a game imports"),
    ("core/games/brinkmanship.py", "from core.games.live_quiz import GAME", "a game imports"),
    ("core/games/live_quiz/state.py", "from core.games.treaty_table import cards", "a game imports"),
    ("core/games/live_quiz/state.py", "import scipy", "a game imports"),
    ("core/games/brinkmanship.py", "import time", "a game imports"),
    ("core/games/brinkmanship.py", "from pathlib import Path", "a game imports"),
    ("core/theory/winsets.py", "import core.game", "theory imports"),
    ("core/theory/winsets.py", "import pydantic", "theory imports"),
    ("core/theory/winsets.py", "import os", "theory imports"),
    ("core/theory/winsets.py", "from random import shuffle", "no chance"),
    ("core/games/brinkmanship.py", "import random\nrandom.random()", "no chance"),
    ("core/games/brinkmanship.py", "from random import Random\nrng = Random()", "draws without a seed"),
    ("core/theory/winsets.py", "import numpy as np\nnp.random.rand(3)", "numpy's random.rand"),
    ("core/theory/winsets.py", "import numpy as np\nnp.random.default_rng()", "draws without a seed"),
    ("core/theory/winsets.py", "from datetime import datetime\ndatetime.now()", "what time it is"),
    ("core/referee.py", "import datetime\ndatetime.date.today()", "what time it is"),
    ("core/kit/seats.py", "def view():\n    print('x')", "calls print"),
    ("core/games/brinkmanship.py", "def deal():\n    global ROUNDS", "a module's state"),
    ("core/service.py", "import sqlalchemy as sa", "only in core/store and migrations"),
    ("bot/cli.py", "import aiosqlite", "only in core/store and migrations"),
    ("core/games/live_quiz/views.py", "import matplotlib.pyplot", "only in core/figures"),
    ("bot/cli.py", "from matplotlib.figure import Figure", "only in core/figures"),
    ("bot/app.py", "import discord", "only in bot/discord"),
    ("bot/slack/app.py", "from discord import Embed", "only in bot/discord"),
    ("bot/commands.py", "from slack_sdk.web import WebClient", "only in bot/slack"),
    ("bot/discord/draw.py", "from bot.slack.draw import section", "adapters never import each other"),
    ("bot/discord/draw.py", "from bot import slack", "adapters never import each other"),
)

ALLOWED = (
    ("core/games/brinkmanship.py", "from random import Random\nfrom core.game import Game\nimport core.theory.winsets"),
    ("core/games/live_quiz/state.py", "from core.games.live_quiz.points import best\nfrom core import game as kit"),
    ("core/games/live_quiz/state.py", "from random import Random\nrng = Random('seed:1')"),
    ("core/theory/winsets.py", "import numpy as np\nfrom core.theory.inputs import wholes\nnp.random.default_rng(7)"),
    ("core/store/engine.py", "import sqlalchemy as sa\nimport time"),
    ("core/figures/draw.py", "from matplotlib.figure import Figure"),
    ("core/figures.py", "from matplotlib.figure import Figure"),
    ("bot/discord/draw.py", "import discord\nfrom bot.commands import COMMANDS\nfrom bot.discord.text import escape"),
    ("bot/slack/app.py", "from slack_bolt.async_app import AsyncApp\nimport core.service"),
    ("bot/run/chats.py", "from bot.discord import adapter"),
    ("bot/cli/serving.py", "from bot.slack.app import start\nfrom bot.discord.app import start"),
    ("migrations/env.py", "from alembic import context"),
)


@pytest.fixture
def two_adapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a house with two adapters, whichever the real one has by now."""
    for name in ("discord", "slack"):
        (tmp_path / "bot" / name).mkdir(parents=True)
    monkeypatch.setattr(import_rules, "ROOT", tmp_path)


def test_every_module_imports_only_what_its_room_may() -> None:
    files = tree()
    assert any(file.under("core/games") for file in files)
    assert [fault for file in files for fault in faults(file)] == []


@pytest.mark.usefixtures("two_adapters")
@pytest.mark.parametrize(("path", "source", "words"), PLANTED)
def test_a_planted_fault_is_found_and_its_rule_named(path: str, source: str, words: str) -> None:
    assert words in " ".join(faults(parse(path, source)))


@pytest.mark.usefixtures("two_adapters")
@pytest.mark.parametrize(("path", "source"), ALLOWED)
def test_what_a_room_may_import_is_left_alone(path: str, source: str) -> None:
    assert faults(parse(path, source)) == []


@pytest.mark.usefixtures("two_adapters")
def test_every_rule_is_shown_able_to_fail() -> None:
    broken = {fault.partition(" Rule: ")[2] for path, source, _ in PLANTED for fault in faults(parse(path, source))}
    assert broken == {rule.words for rule in RULES}
