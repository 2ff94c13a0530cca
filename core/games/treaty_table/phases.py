"""What the table waits for at each stage. All of it is public."""

from core.game import Phase
from core.games.treaty_table.check import QUESTION
from core.games.treaty_table.state import TableState, failed_at_home


def phase_of(state: TableState) -> Phase:
    """Return the phase of a table that is not over."""
    match state.stage:
        case "check":
            return _check(state)
        case "vote-1" | "vote-2":
            return _vote(state)
        case "honour":
            return _honour(state)
        case _:
            return _talk(state)


def _check(state: TableState) -> Phase:
    return Phase(
        key="check",
        title="Reading the card",
        prompt=f"Read your card on your desk, then answer. {QUESTION}",
        seconds=state.dealt.check_seconds,
        actors=state.seats,
        waits_for=state.seats,
        closes="sealed",
        silence="No answer counts as no answer; the question is not scored.",
    )


def _talk(state: TableState) -> Phase:
    back = state.stage == "talk-2"
    unsigned = tuple(seat for seat in state.chiefs if seat not in state.signed)
    return Phase(
        key=state.stage,
        title="Return to the table" if back else "Negotiation",
        prompt=_return_prompt(state) if back else "Chiefs: agree on one text. Propose, put it on the table, sign.",
        seconds=state.dealt.return_seconds if back else state.dealt.talk_seconds,
        actors=state.seats,
        waits_for=unsigned,
        closes="deadline",
        silence="A text that is not signed by all at the end binds nobody: the reversion point stays.",
    )


def _return_prompt(state: TableState) -> str:
    names = " and ".join(c.name for c in state.dealt.states if c.key in failed_at_home(state))
    return (
        f"The groups of {names} did not ratify. This is the one return to the table: a side payment to a group, "
        "another institution, or another text. Then all sign again."
    )


def _vote(state: TableState) -> Phase:
    return Phase(
        key=state.stage,
        title="Second ratification" if state.stage == "vote-2" else "Ratification",
        prompt="Groups: vote for or against the signed text. Nobody sees a vote until all are in.",
        seconds=state.dealt.vote_seconds,
        actors=state.groups,
        waits_for=state.groups,
        closes="sealed",
        silence="A group that does not vote is counted as its card says, and marked so.",
    )


def _honour(state: TableState) -> Phase:
    return Phase(
        key="honour",
        title="Carrying it out",
        prompt="The treaty is in force. Chiefs: honour it, or break it (voluntary defection)?",
        seconds=state.dealt.honour_seconds,
        actors=state.chiefs,
        waits_for=state.chiefs,
        closes="sealed",
        silence="A chief who says nothing honours the treaty.",
    )
