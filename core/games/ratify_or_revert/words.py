"""Sentences that several parts of the game say."""

from core.games.ratify_or_revert.cards import share_of
from core.games.ratify_or_revert.params import PIE, SIDES, Params, other
from core.games.ratify_or_revert.state import Result, State

CHECK_LINES = (30, 40, 60)
CHECK_SHARE = 45
CHECK_ANSWER = True


def split(params: Params, share: int) -> str:
    """Return a split in words: "Xandria 55, Yavoria 45"."""
    return ", ".join(f"{params.name(side)} {share_of(side, share)}" for side in SIDES)


def check_question(params: Params) -> str:
    """Return the warm-up question; it teaches the pivot."""
    low, middle, high = CHECK_LINES
    return (
        f"Three voters of {params.side_x} ratify {low}, {middle} and {high} {params.goods} or more; two must say yes. "
        f"The treaty gives {params.side_x} {CHECK_SHARE}. Does its parliament ratify?"
    )


def check_lesson(state: State) -> str:
    """Return the answer, and how many had it."""
    right = sum(answer is CHECK_ANSWER for _, answer in state.answers)
    tally = f" {right} of {len(state.answers)} answers were right." if state.answers else ""
    return (
        f"Warm-up: yes. The voters who want {CHECK_LINES[0]} and {CHECK_LINES[1]} accept {CHECK_SHARE}. The second "
        f"yes decides, so {CHECK_LINES[1]} is the edge of the win-set: the treaties a parliament ratifies.{tally}"
    )


def round_news(params: Params, number: int) -> str:
    """Return what is new in a round; only one thing changes."""
    tied, free = params.name(params.tied), params.name(other(params.tied))
    if number == 1:
        return "Round 1. In both parliaments more than half must say yes."
    if number == 2:
        return f"Round 2. One thing changes: voters in {tied} are less willing to give way. {free} is as before."
    return f"Round 3. The voters of round 1 are back. One thing changes: {free} now needs more than two thirds."


def round_name(params: Params, number: int) -> str:
    """Return a round in a few words."""
    names = (
        "both parliaments willing",
        f"{params.name(params.tied)} less willing",
        f"{params.name(other(params.tied))} needs two thirds",
    )
    return f"Round {number}: {names[number - 1]}"


def result_line(params: Params, result: Result) -> str:
    """Return how a round ended, in one sentence that blames nobody."""
    if result.treaty is None:
        left, right = result.finals
        return f"No treaty: final demands were {left} and {PIE - right} of {PIE}."
    votes = ", ".join(f"{params.name(side)} {result.yes(side)} of {params.voters} yes" for side in SIDES)
    verdict = "ratified" if result.ratified else "signed but not ratified"
    return f"{split(params, result.treaty)}: {verdict} ({votes})."
