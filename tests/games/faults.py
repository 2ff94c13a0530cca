"""Planted faults: the small game broken in one way each, with the clause of the contract that must catch it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from core.game import (
    Block,
    Debrief,
    Figure,
    History,
    Illegal,
    Move,
    MoveSpec,
    Older,
    Option,
    Outcome,
    Page,
    Phase,
    Pick,
    Renewed,
    Score,
    Sealed,
    Seat,
    Style,
    TableSize,
    Text,
    Viewer,
    Whole,
)
from core.kit.fields import Words
from tests.games import contract as clause
from tests.games.contract import Contract
from tests.games.small_game import SmallGame, SmallParams, SmallState, place

_CLOCK = itertools.count()  # stands for a clock or any other chance from outside


class TooManyRules(SmallGame):
    rules = f"{'and then ' * 31}stop. Example: none."


class NoSeatForTheLast(SmallGame):
    def seats(self, params: SmallParams, people: int) -> tuple[Seat, ...]:
        return super().seats(params, people)[: people - 1]


class TwinSeats(SmallGame):
    def seats(self, params: SmallParams, people: int) -> tuple[Seat, ...]:
        return tuple(replace(seat, title="Seat") for seat in super().seats(params, people))


class NeverEnds(SmallGame):
    def outcome(self, state: SmallState) -> Outcome | None:
        return None

    def close(self, state: SmallState, sealed: dict[str, Sealed], rng: Random) -> SmallState:
        return replace(state, step="bid" if state.step == "talk" else "talk")


class SilenceNeverAdvances(SmallGame):
    def close(self, state: SmallState, sealed: dict[str, Sealed], rng: Random) -> SmallState:
        bids = [given for given in sealed.values() if given.source != "silence"]
        return super().close(state, sealed, rng) if state.step == "talk" or bids else state


class BotsTalkForEver(SmallGame):
    def apply(self, state: SmallState, seat: str, move: Move, rng: Random) -> SmallState:
        return state

    def autoplay(self, state: SmallState, seat: str, rng: Random, style: Style) -> Move | None:
        talks = Move("say", {"number": 1, "tone": "warm"})
        return talks if state.step == "talk" else super().autoplay(state, seat, rng, style)


class BotsBidTooMuch(SmallGame):
    def autoplay(self, state: SmallState, seat: str, rng: Random, style: Style) -> Move | None:
        return Move("bid", {"bid": 100}) if state.step == "bid" else None


class BotsKnowANonMove(SmallGame):
    def autoplay(self, state: SmallState, seat: str, rng: Random, style: Style) -> Move | None:
        return Move("steal") if state.step == "bid" else None


class SilenceIsNoMove(SmallGame):
    def default(self, state: SmallState, seat: str) -> Move | None:
        return Move("bid", {}) if state.step == "bid" else None


class DrawsFromOutside(SmallGame):
    def close(self, state: SmallState, sealed: dict[str, Sealed], rng: Random) -> SmallState:
        after = super().close(state, sealed, rng)
        return replace(after, bids=tuple(bid + next(_CLOCK) for bid in after.bids))


class DealsFromOutside(SmallGame):
    def deal(self, seats: tuple[Seat, ...], params: SmallParams, rng: Random) -> SmallState:
        return replace(super().deal(seats, params, rng), cards=tuple(next(_CLOCK) for _ in seats))


@dataclass(frozen=True)
class LooseState(SmallState):
    """Holds something that JSON brings back as another thing."""

    pairs: Any = ((1, 2),)


class ForgetsItsTypes(SmallGame):
    State = LooseState


@dataclass(frozen=True)
class OpenState(SmallState):
    """Not frozen all through."""

    looks: list[int] = field(default_factory=list)


class CountsLooks(SmallGame):
    State = OpenState

    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        if isinstance(state, OpenState):
            state.looks.append(1)
        return super().view(state, viewer)


class FirstComeFirstServed(SmallGame):
    def close(self, state: SmallState, sealed: dict[str, Sealed], rng: Random) -> SmallState:
        after = super().close(state, sealed, rng)
        first = place(next(iter(sealed), "s0"))
        return replace(after, bids=tuple(bid + (i == first) for i, bid in enumerate(after.bids)))


class OnePhaseKey(SmallGame):
    def phase(self, state: SmallState) -> Phase:
        return replace(super().phase(state), key="phase")


class WaitsForAStranger(SmallGame):
    def phase(self, state: SmallState) -> Phase:
        whole = super().phase(state)
        return replace(whole, actors=whole.actors[1:])


class WaitsForWhatCannotBeSealed(SmallGame):
    def phase(self, state: SmallState) -> Phase:
        return replace(super().phase(state), closes="sealed")


class NegativeTime(SmallGame):
    def phase(self, state: SmallState) -> Phase:
        return replace(super().phase(state), seconds=-1)


class MovesForTheWatcher(SmallGame):
    def phase(self, state: SmallState) -> Phase:
        whole = super().phase(state)
        return replace(whole, actors=whole.actors[1:], waits_for=())


class OneMove(SmallGame):
    """The small game with its bid spec changed by `spec`."""

    def spec(self, spec: MoveSpec) -> MoveSpec:
        return spec

    def moves(self, state: SmallState, seat: str) -> Sequence[MoveSpec]:
        return tuple(self.spec(spec) if spec.sealed else spec for spec in super().moves(state, seat))


class TakesFreeText(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        words = Words(name="why", label="Why?", limit=80, optional=True)
        return replace(spec, fields=(*spec.fields, words), initial={})


class LongButton(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        return replace(spec, label="B" * 76)


class OffersWhatItRefuses(SmallGame):
    def apply(self, state: SmallState, seat: str, move: Move, rng: Random) -> SmallState:
        if move.values["tone"] == "cold":
            raise Illegal("Nobody speaks coldly here.")
        return super().apply(state, seat, move, rng)


class LongTitle(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        return replace(spec, label="B" * 46)


class LongFieldLabel(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        return replace(spec, fields=(Whole(name="bid", label="B" * 46, low=0, high=99),))


class TooManyOptions(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        many = Pick(name="way", label="Way", options=tuple(Option(f"k{i}", f"Way {i}") for i in range(26)))
        return replace(spec, fields=(*spec.fields, replace(many, optional=True)))


class LongOption(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        way = Pick(name="way", label="Way", options=(Option("k", "w" * 76),), optional=True)
        return replace(spec, fields=(*spec.fields, way))


class ImpossibleStart(OneMove):
    def spec(self, spec: MoveSpec) -> MoveSpec:
        return replace(spec, initial={"bids": 3})


class ShowsTheNextCard(SmallGame):
    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        hint = (Text(f"Higher cards than yours: {self.above(state, viewer)}"),) if viewer.kind == "seat" else ()
        return (*super().view(state, viewer), *hint)

    def above(self, state: SmallState, viewer: Viewer) -> int:
        return sum(card > state.cards[place(viewer.seat)] for card in state.cards)


class ShowsACardOnTheBoard(SmallGame):
    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        leak = (Text(f"Your card: {state.cards[0]}"),) if viewer.kind == "public" else ()
        return (*super().view(state, viewer), *leak)


class ShowsCardsToTheInstructor(SmallGame):
    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        leak = (Text(f"Cards: {state.cards}"),) if viewer.kind == "instructor" else ()
        return (*super().view(state, viewer), *leak)


class BoundsTellTheHighestCard(OneMove):
    def moves(self, state: SmallState, seat: str) -> Sequence[MoveSpec]:
        spec = super().moves(state, seat)[0]
        bound = Whole(name="more", label="More", low=0, high=max(state.cards), optional=True)
        return (replace(spec, fields=(*spec.fields, bound)),)


class PromptTellsTheHighestCard(SmallGame):
    def phase(self, state: SmallState) -> Phase:
        return replace(super().phase(state), prompt=f"Beat {max(state.cards)}.")


class BotsPeek(SmallGame):
    def autoplay(self, state: SmallState, seat: str, rng: Random, style: Style) -> Move | None:
        return Move("bid", {"bid": sum(state.cards) % 100}) if state.step == "bid" else None


class SilencePeeks(SmallGame):
    def default(self, state: SmallState, seat: str) -> Move | None:
        return Move("bid", {"bid": sum(state.cards) % 100}) if state.step == "bid" else None


class RedealsNothing(SmallGame):
    def redeal(self, state: SmallState, observer: str, rng: Random) -> SmallState:
        return state


class ScoresPatched(SmallGame):
    """The small game with its outcome changed by `patch`."""

    def patch(self, outcome: Outcome) -> Outcome:
        return outcome

    def outcome(self, state: SmallState) -> Outcome | None:
        outcome = super().outcome(state)
        return None if outcome is None else self.patch(outcome)


class InfinitePayoff(ScoresPatched):
    def patch(self, outcome: Outcome) -> Outcome:
        return replace(outcome, scores={**outcome.scores, "s0": Score(float("inf"), 0)})


class PointsOfNowhere(ScoresPatched):
    def patch(self, outcome: Outcome) -> Outcome:
        return replace(outcome, scores={**outcome.scores, "s1": Score(0, float("nan"))})


class ForgetsALoser(ScoresPatched):
    def patch(self, outcome: Outcome) -> Outcome:
        return replace(outcome, scores={"s0": outcome.scores["s0"]})


class CountsAStranger(ScoresPatched):
    def patch(self, outcome: Outcome) -> Outcome:
        return replace(outcome, counts=(*outcome.counts, "s99"))


class ObserversCount(SmallGame):
    def seats(self, params: SmallParams, people: int) -> tuple[Seat, ...]:
        return tuple(replace(seat, role="observer") for seat in super().seats(params, people))


class SpeaksDiscord(SmallGame):
    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        return (*super().view(state, viewer), Text("Hello **all** of you"))


class SpeaksSlack(SmallGame):
    def view(self, state: SmallState, viewer: Viewer) -> tuple[Block, ...]:
        return (*super().view(state, viewer), Text("Well done :tada:"))


class MuteAltText(SmallGame):
    def figure(self, bids: tuple[int, ...]) -> Figure:
        return replace(super().figure(bids), alt="Some bids.")


class CrookedTwin(SmallGame):
    def figure(self, bids: tuple[int, ...]) -> Figure:
        return replace(super().figure(bids), twin=(("Seat", "Bid"), (("0",),)))


class ManySeries(SmallGame):
    def figure(self, bids: tuple[int, ...]) -> Figure:
        whole = super().figure((*bids, 1, 2, 3, 4))
        marks = tuple(replace(mark, label=f"Series {i}") for i, mark in enumerate(whole.marks))
        return replace(whole, marks=marks)


class DebriefNeedsAnEnd(SmallGame):
    def debrief(self, params: SmallParams, tables: Sequence[History[SmallState]]) -> Debrief:
        whole = super().debrief(params, tables)
        return whole if all(table.state.bids for table in tables) else Debrief((), whole.benchmark)


class DebriefTeachesNothing(SmallGame):
    def debrief(self, params: SmallParams, tables: Sequence[History[SmallState]]) -> Debrief:
        return Debrief((Page("Bids", "", (Text("So it was."),)),), {})


class TwoPicturesOneName(SmallGame):
    def debrief(self, params: SmallParams, tables: Sequence[History[SmallState]]) -> Debrief:
        whole = super().debrief(params, tables)
        return replace(whole, pages=whole.pages * 2)


class BenchmarkOfNowhere(SmallGame):
    def debrief(self, params: SmallParams, tables: Sequence[History[SmallState]]) -> Debrief:
        return replace(super().debrief(params, tables), benchmark={"shade": float("nan")})


class GrowsOnPaper(SmallGame):
    def size_for(self, params: SmallParams) -> TableSize:
        return TableSize(least=2, ideal=4, most=8, grows=True)


class LateJoinersMayNotAct(GrowsOnPaper):
    def admit(self, state: SmallState, seat: Seat) -> SmallState:
        return state


class RefusesWithoutASentence(SmallGame):
    def apply(self, state: SmallState, seat: str, move: Move, rng: Random) -> SmallState:
        raise Illegal("no")


class ForgetsItsPast(SmallGame):
    version = 3


class RenewsParametersOnly(SmallGame):
    version = 2

    def renew(self, old: Older) -> Renewed[SmallParams, SmallState] | None:
        return Renewed(SmallParams())


FAULTS: tuple[tuple[type[SmallGame], Contract, str], ...] = (
    (TooManyRules, clause.the_game_introduces_itself, "63 words"),
    (GrowsOnPaper, clause.the_game_introduces_itself, "a way to admit"),
    (NoSeatForTheLast, clause.seats_are_enough_and_told_apart, "find 3 seats"),
    (TwinSeats, clause.seats_are_enough_and_told_apart, "same title"),
    (NeverEnds, clause.a_play_by_chance_ends, "does not end"),
    (RefusesWithoutASentence, clause.a_play_by_chance_ends, "no sentence"),
    (SilenceNeverAdvances, clause.silence_advances_to_the_end, "does not end"),
    (NeverEnds, clause.bots_alone_come_to_an_end, "does not end"),
    (BotsTalkForEver, clause.bots_alone_come_to_an_end, "never come to rest"),
    (BotsBidTooMuch, clause.what_bots_do_is_legal, "illegal move: Bid takes"),
    (BotsKnowANonMove, clause.what_bots_do_is_legal, "does steal"),
    (SilenceIsNoMove, clause.what_bots_do_is_legal, "illegal move: Bid still needs"),
    (DrawsFromOutside, clause.the_same_seed_gives_the_same_play, "came to another end"),
    (DrawsFromOutside, clause.the_journal_replays_to_the_snapshot, "to another position"),
    (DealsFromOutside, clause.every_table_is_dealt_the_same_cards, "the cards differ"),
    (ForgetsItsTypes, clause.states_survive_storage, "comes back from JSON another"),
    (CountsLooks, clause.looking_changes_nothing, "has changed it"),
    (FirstComeFirstServed, clause.the_order_of_arrival_does_not_matter, "order in which sealed moves"),
    (OnePhaseKey, clause.phases_are_told_apart_and_sound, "did not go away"),
    (WaitsForAStranger, clause.phases_are_told_apart_and_sound, "waits for a seat"),
    (WaitsForWhatCannotBeSealed, clause.phases_are_told_apart_and_sound, "cannot seal"),
    (NegativeTime, clause.phases_are_told_apart_and_sound, "less than no time"),
    (MovesForTheWatcher, clause.moves_fit_their_seats_and_every_platform, "is no actor"),
    (TakesFreeText, clause.moves_fit_their_seats_and_every_platform, "free text"),
    (LongButton, clause.moves_fit_their_seats_and_every_platform, "too long for a button"),
    (OffersWhatItRefuses, clause.what_a_list_offers_may_be_done, "tone=cold to s0, which may not"),
    (LongTitle, clause.moves_fit_their_seats_and_every_platform, "too long for a form's title"),
    (LongFieldLabel, clause.moves_fit_their_seats_and_every_platform, "too long for a form"),
    (TooManyOptions, clause.moves_fit_their_seats_and_every_platform, "offers 26 options"),
    (LongOption, clause.moves_fit_their_seats_and_every_platform, "too long for a select"),
    (ImpossibleStart, clause.moves_fit_their_seats_and_every_platform, "does not have"),
    (ShowsTheNextCard, clause.nobody_sees_anothers_secrets, "view of s0 tells"),
    (ShowsACardOnTheBoard, clause.nobody_sees_anothers_secrets, "public tells"),
    (ShowsCardsToTheInstructor, clause.nobody_sees_anothers_secrets, "instructor's view tells"),
    (BoundsTellTheHighestCard, clause.nobody_sees_anothers_secrets, "moves of s0 tell"),
    (PromptTellsTheHighestCard, clause.nobody_sees_anothers_secrets, "phase tells"),
    (BotsPeek, clause.bots_know_only_their_card, "bot on s0 peeks"),
    (SilencePeeks, clause.bots_know_only_their_card, "Silence on s0 is worth another"),
    (RedealsNothing, clause.redealing_draws_secrets_anew, "No redeal changed"),
    (ShowsACardOnTheBoard, clause.the_public_view_holds_no_card, "board shows s0"),
    (InfinitePayoff, clause.outcomes_score_every_seat, "payoff is not finite"),
    (PointsOfNowhere, clause.outcomes_score_every_seat, "Points are not finite"),
    (ForgetsALoser, clause.outcomes_score_every_seat, "Not every seat"),
    (CountsAStranger, clause.outcomes_score_every_seat, "stranger counts"),
    (ObserversCount, clause.outcomes_score_every_seat, "observer's points count"),
    (SpeaksDiscord, clause.what_is_shown_is_plain_and_complete, r"mark-up: \*\*"),
    (SpeaksSlack, clause.what_is_shown_is_plain_and_complete, "mark-up: :tada:"),
    (MuteAltText, clause.what_is_shown_is_plain_and_complete, "gives no number"),
    (CrookedTwin, clause.what_is_shown_is_plain_and_complete, "several widths"),
    (ManySeries, clause.what_is_shown_is_plain_and_complete, "shows 8 series"),
    (DebriefNeedsAnEnd, clause.the_debrief_reads_any_session, "has no page"),
    (DebriefTeachesNothing, clause.the_debrief_reads_any_session, "no concept"),
    (TwoPicturesOneName, clause.the_debrief_reads_any_session, "same file name"),
    (BenchmarkOfNowhere, clause.the_debrief_reads_any_session, "shade is not finite"),
    (ForgetsItsPast, clause.older_versions_go_on_or_end, "Keep a sample of version 2"),
    (RenewsParametersOnly, clause.older_versions_go_on_or_end, "No state from 1"),
    (LateJoinersMayNotAct, clause.late_joiners_are_admitted, "may not act"),
)
