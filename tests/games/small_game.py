"""A small whole game for testing the tests: everybody holds a card, may say a number, then seals a bid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from core.game import (
    Axis,
    Bar,
    Block,
    Debrief,
    Facts,
    Figure,
    History,
    Move,
    MoveSpec,
    Older,
    Option,
    Outcome,
    Page,
    Params,
    Phase,
    Pick,
    Picture,
    Renewed,
    Score,
    Sealed,
    Seat,
    Style,
    TableSize,
    Text,
    Viewer,
    Whole,
    YesNo,
)

HIGHEST = 99


class SmallParams(Params):
    """How long each phase lasts."""

    seconds: int = 60


@dataclass(frozen=True, slots=True)
class SmallState:
    """Cards, what was said, bids (after the close) and the step: talk, bid or end."""

    params: SmallParams
    cards: tuple[int, ...]
    said: tuple[int | None, ...]
    bids: tuple[int, ...] = ()
    step: str = "talk"


class SmallGame:
    """The highest bid wins its owner's card and pays itself; equal bids share."""

    key = "small-game"
    version = 1
    title = "Small game"
    rules = (
        "You hold a card. Say a number, true or not; then seal a bid. The highest bid wins its owner's card "
        "and pays itself. Example: card 9, bid 4, gain 5."
    )
    talk = "Talk at the table. Bluffing is allowed."
    Params = SmallParams
    State: type[SmallState] = SmallState

    def size_for(self, params: SmallParams) -> TableSize:
        return TableSize(least=2, ideal=4, most=8)

    def sample(self) -> SmallParams:
        return SmallParams()

    def seats(self, params: SmallParams, people: int) -> tuple[Seat, ...]:
        return tuple(Seat(f"s{i}", f"Seat {i}") for i in range(max(people, 2)))

    def deal(self, seats: tuple[Seat, ...], params: SmallParams, rng: Random) -> SmallState:
        return self.State(params, tuple(rng.randrange(100, 200) for _ in seats), (None,) * len(seats))

    def phase(self, state: SmallState) -> Phase:
        everybody = tuple(f"s{i}" for i in range(len(state.cards)))
        return Phase(
            key=state.step, title=state.step.title(), prompt="Do your part.", seconds=state.params.seconds,
            actors=everybody, waits_for=everybody, closes="ready" if state.step == "talk" else "sealed",
            silence="Silence bids nothing.",
        )  # fmt: skip

    def moves(self, state: SmallState, seat: str) -> Sequence[MoveSpec]:
        if state.step == "talk":
            fields = (
                Whole(name="number", label="Number", low=0, high=HIGHEST),
                Pick(name="tone", label="Tone", options=(Option("warm", "Warmly"), Option("cold", "Coldly"))),
            )
            return (MoveSpec(name="say", label="Say", fields=fields, initial={"number": 7}),)
        bid = (
            Whole(name="bid", label="Bid", low=0, high=HIGHEST),
            YesNo(name="sure", label="Are you sure?", optional=True),
        )
        return (MoveSpec(name="bid", label="Bid", fields=bid, sealed=True),)

    def apply(self, state: SmallState, seat: str, move: Move, rng: Random) -> SmallState:
        return replace(state, said=_with(state.said, seat, int(move.values["number"])))

    def default(self, state: SmallState, seat: str) -> Move | None:
        return Move("bid", {"bid": 0}) if state.step == "bid" else None

    def close(self, state: SmallState, sealed: dict[str, Sealed], rng: Random) -> SmallState:
        if state.step == "talk":
            return replace(state, step="bid")
        bids = tuple(
            int(sealed[seat].move.values["bid"]) if (seat := f"s{i}") in sealed else 0 for i in range(len(state.cards))
        )
        return replace(state, step="end", bids=bids)

    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        board = Facts(tuple((f"Seat {i} said", str(n)) for i, n in enumerate(state.said) if n is not None))
        own = (Text(f"Your card: {state.cards[place(viewer.seat)]}"),) if viewer.kind == "seat" else ()
        bids = (Picture(self.figure(state.bids)),) if state.bids else ()
        return (board, *own, *bids)

    def figure(self, bids: tuple[int, ...]) -> Figure:
        return Figure(
            key="bids", title="Bids", alt=f"{len(bids)} bids, the highest {max(bids)}.",
            x=Axis("Seat", -1, len(bids)), y=Axis("Bid", 0, HIGHEST),
            marks=tuple(Bar(label="Bid", at=i, value=bid) for i, bid in enumerate(bids)),
            twin=(("Seat", "Bid"), tuple((str(i), str(bid)) for i, bid in enumerate(bids))),
        )  # fmt: skip

    def outcome(self, state: SmallState) -> Outcome | None:
        if state.step != "end":
            return None
        best = max(state.bids)
        gains = [float(c - b) if b == best else 0.0 for c, b in zip(state.cards, state.bids, strict=True)]
        scores = {f"s{i}": Score(gain, gain) for i, gain in enumerate(gains)}
        return Outcome(agreed=True, headline=f"The highest bid was {best}.", scores=scores, counts=tuple(scores))

    def autoplay(self, state: SmallState, seat: str, rng: Random, style: Style) -> Move | None:
        card = state.cards[place(seat)]
        if state.step == "bid":
            return Move("bid", {"bid": card // 3})
        if state.said[place(seat)] is None:
            return Move("say", {"number": card // 2 if style == "theory" else rng.randint(0, HIGHEST), "tone": "warm"})
        return None

    def redeal(self, state: SmallState, observer: str, rng: Random) -> SmallState:
        own = place(observer) if observer else None
        cards = tuple(card if i == own else rng.randrange(100, 200) for i, card in enumerate(state.cards))
        return replace(state, cards=cards)

    def renew(self, old: Older) -> Renewed[SmallParams, SmallState] | None:
        """Return None: nothing older than version 1 was ever played."""
        return None

    def debrief(self, params: SmallParams, tables: Sequence[History[SmallState]]) -> Debrief:
        bids = tuple(max(table.state.bids) for table in tables if table.state.bids)
        picture = (Picture(self.figure(bids)),) if bids else ()
        return Debrief((Page("Bids", "bid shading", (Text("Bid below your card."), *picture)),), {"shade": 0.5})


def place(seat: str) -> int:
    return int(seat[1:])


def _with(said: tuple[int | None, ...], seat: str, number: int) -> tuple[int | None, ...]:
    return tuple(number if i == place(seat) else old for i, old in enumerate(said))
