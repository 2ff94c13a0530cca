"""Setting up a game: which scenario, and the form made from its parameters."""

from collections.abc import Sequence
from dataclasses import replace

from bot.discord.filled import held
from bot.discord.forms import Form, of_inputs, of_spec
from bot.discord.limits import FIELDS_IN_FORM, MODAL_TITLE, units
from bot.discord.titles import title_of
from core.blocks import Choose, Heading, Press, Text
from core.catalogue import Catalogue
from core.game import Field, MoveSpec, Pick
from core.kit.fields import Words
from core.replies import Reply
from core.requests import inputs
from core.requests.game import StartGame
from core.scenario.options import scalars

_USUALLY = "minutes"
"""The one input that is asked for of every game, before what its scenario has of its own."""


def fields_of(ask: StartGame, catalogue: Catalogue) -> tuple[Field, ...]:
    """Return all that a game may be started with: its inputs, and its scenario's options.

    An option that the scenario does not have fits nothing, so that it is shown as it was typed; of a scenario that
    there is not, nobody knows, and what was typed waits for its name.
    """
    scenario = catalogue.scenarios.get(ask.scenario)
    own = scalars(type(scenario.params)) if scenario else ()
    plain = tuple(each for each in inputs(StartGame) if scenario is None or each.name != "scenario")
    known = {each.name for each in (*plain, *own)}
    others = [name for name in ask.options if name not in known]
    strange = (Pick(name=n, label=n, options=()) if scenario else Words(name=n, label=n, limit=100) for n in others)
    return (*plain, *own, *strange)


def form_of(ask: StartGame, catalogue: Catalogue, asks: Sequence[str] = ()) -> Form | Reply:
    """Return the form of a scenario: what is asked for or has been given before, then its length and its options.

    Without a scenario, return those that there are to choose from; what else was given is not lost to that.
    """
    scenario = catalogue.scenarios.get(ask.scenario)
    given = held(ask)
    if scenario is None:
        plain = [name for name in given if name not in {"scenario", *ask.options}]
        return of_inputs(ask, ("scenario", *plain)) if len(given) > 1 else which(catalogue)
    fields = fields_of(replace(ask, options={}), catalogue)
    own = scalars(type(scenario.params))
    usual = [each for each in fields if each.name == _USUALLY or each in own]
    first = [each for each in fields if each.name in asks or each.name in given]
    chosen = [*first, *(each for each in usual if each not in first)][:FIELDS_IN_FORM]
    now = {each.name: getattr(scenario.params, each.name) for each in own}
    asked = tuple(each for each in fields if each in chosen)
    title = scenario.title if units(scenario.title) <= MODAL_TITLE else title_of(StartGame)
    return of_spec(MoveSpec(name="start", label=title, fields=asked, initial={**now, **given}), ask)


def which(catalogue: Catalogue) -> Reply:
    """Return the scenarios to choose from; each opens its form."""
    form = MoveSpec(name="start", label="Start")
    found = catalogue.scenarios.items()
    presses = tuple(Press(scenario.title, StartGame(key), form=form) for key, scenario in found)
    said = (Heading("Which scenario?"), Text("Choose one; its form opens, and sending it opens the lobby."))
    return Reply(blocks=(*said, Choose(presses, "Scenario")))
