"""A round of public goods on the kit: groups of three, two sealed decisions each. What is played against oTree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from core import game as kit
from core.catalogue import Catalogue
from core.scenario import Scenario
from tests.bench.otree_project.decisions import ENDOWMENT, GROUP, RETURN

STAGES = ("first", "second")


class Pot(kit.Params):
    """How long each decision may take."""

    seconds: int = 600


@dataclass(frozen=True, slots=True)
class Given:
    """What everybody gave in the stages that are over, in order of their seats."""

    params: Pot
    players: int
    stages: tuple[tuple[int, ...], ...] = ()


class PublicGoods:
    """Whoever gives nothing is better off, whatever the others do; together they would be better off giving all."""

    key = "public-goods"
    version = 1
    title = "Public goods"
    rules = "Twice you give some of 20 to the pot. Each unit in it brings half a unit to all three. Example: 6 bring 3."
    talk = "Do not talk."
    Params = Pot
    State = Given

    def size_for(self, params: Pot) -> kit.TableSize:
        """Return groups of three, as far as the class divides."""
        return kit.TableSize(least=GROUP, ideal=GROUP, most=GROUP)

    def seats(self, params: Pot, people: int) -> tuple[kit.Seat, ...]:
        """Return the seats; bots take what is empty."""
        return tuple(kit.Seat(f"p{n}", f"Player {n}") for n in range(1, GROUP + 1))

    def deal(self, seats: tuple[kit.Seat, ...], params: Pot, rng: Random) -> Given:
        """Return the first state: there is nothing to draw."""
        return Given(params, len(seats))

    def phase(self, state: Given) -> kit.Phase:
        """Return the decision that is asked for."""
        stage, everybody = STAGES[len(state.stages)], tuple(f"p{n}" for n in range(1, state.players + 1))
        return kit.Phase(
            key=stage, title=f"The {stage} decision", prompt="What do you give?", seconds=state.params.seconds,
            actors=everybody, waits_for=everybody, closes="sealed", silence="Silence gives nothing.",
        )  # fmt: skip

    def moves(self, state: Given, seat: str) -> Sequence[kit.MoveSpec]:
        """Return the one thing to do."""
        field = kit.Whole(name="units", label="You give", low=0, high=ENDOWMENT, unit="units")
        return (kit.MoveSpec(name="give", label="Give", fields=(field,), sealed=True),)

    def apply(self, state: Given, seat: str, move: kit.Move, rng: Random) -> Given:
        """Refuse: nothing here is open."""
        raise kit.Illegal("Give: your decision stays sealed until all have made theirs.")

    def default(self, state: Given, seat: str) -> kit.Move | None:
        """Return what silence stands for: nothing is given."""
        return kit.Move("give", {"units": 0})

    def close(self, state: Given, sealed: dict[str, kit.Sealed], rng: Random) -> Given:
        """Return the state with the pot filled."""
        seats = (f"p{n}" for n in range(1, state.players + 1))
        given = tuple(int(sealed[seat].move.values["units"]) if seat in sealed else 0 for seat in seats)
        return replace(state, stages=(*state.stages, given))

    def view(self, state: Given, viewer: kit.Viewer) -> tuple[kit.Block, ...]:
        """Return what was given: nothing here is private once it is opened."""
        rows = tuple((f"The {STAGES[n]} time", ", ".join(map(str, given))) for n, given in enumerate(state.stages))
        return (kit.Facts((("You have", f"{ENDOWMENT} each time"), *rows)),)

    def outcome(self, state: Given) -> kit.Outcome | None:
        """Return the payoffs; 100 points are worth the pot of others who give all."""
        if len(state.stages) < len(STAGES):
            return None
        own = [sum(given) for given in zip(*state.stages, strict=True)]
        pot, kept = sum(own), len(STAGES) * ENDOWMENT
        payoffs = [kept - mine + RETURN * pot for mine in own]
        best = kept * RETURN * (state.players - 1)
        scores = {f"p{n}": kit.Score(pay, 100 * (pay - kept) / best) for n, pay in enumerate(payoffs, start=1)}
        return kit.Outcome(agreed=pot > 0, headline=f"The group gave {pot}.", scores=scores, counts=tuple(scores))

    def autoplay(self, state: Given, seat: str, rng: Random, style: kit.Style) -> kit.Move | None:
        """Return nothing given, as theory has it, or anything."""
        return kit.Move("give", {"units": 0 if style == "theory" else rng.randint(0, ENDOWMENT)})

    def redeal(self, state: Given, observer: str, rng: Random) -> Given:
        """Return the same state: it holds no secret."""
        return state

    def renew(self, old: kit.Older) -> kit.Renewed[Pot, Given] | None:
        """Return None: there is no older version."""
        return None

    def debrief(self, params: Pot, tables: Sequence[kit.History[Given]]) -> kit.Debrief:
        """Return what the groups gave beside the theory."""
        rows = tuple((table.label, str(sum(map(sum, table.state.stages)))) for table in tables)
        blocks = (kit.Text("In theory nobody gives anything."), kit.Table(("Group", "Given"), rows))
        return kit.Debrief((kit.Page("Who gave?", "Free riding", blocks),), {"given": 0.0})


def catalogue() -> Catalogue:
    """Return this game alone, with a scenario to start it by."""
    game = PublicGoods()
    scenario = Scenario(
        key=game.key, title=game.title, game=game.key, story="There is a pot.", minutes=20, sources=(), history=(),
        left_out=(), params=Pot(),
    )  # fmt: skip
    return Catalogue({game.key: game}, {scenario.key: scenario})
