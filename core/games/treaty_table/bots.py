"""Bots: what they do at each stage. Their bargaining is in `bargaining`, their mending in `mending`.

A bot uses only what its seat may know: its own card, for a chief the briefing on its groups, and the public talk.
"""

from random import Random

from core.game import Move, Style
from core.games.treaty_table import check
from core.games.treaty_table.bargaining import negotiate
from core.games.treaty_table.mending import mend
from core.games.treaty_table.ratify import favours
from core.games.treaty_table.specs import last_to_part
from core.games.treaty_table.state import TableState, answer_of

_USUALLY = {"theory": "75", "naive": "50"}
"""What an observing bot predicts, per cent: most signed treaties are ratified; a beginner says half and half."""


def play(state: TableState, seat: str, rng: Random, style: Style) -> Move | None:
    """Return what a bot on this seat does now, or None to wait."""
    match state.stage:
        case "check":
            return Move("answer", {"choice": check.RIGHT if style == "theory" else rng.choice("abc")})
        case "vote-1" | "vote-2" if seat in state.groups:
            return Move("for" if favours(state, seat) else "against")
        case "honour" if seat in state.chiefs:
            return _conduct(state, seat, style)
        case "talk-1" | "talk-2":
            return _talk(state, seat, style)
        case _:
            return None


def _conduct(state: TableState, seat: str, style: Style) -> Move:
    """Break the treaty iff the gain exceeds the penalty; the naive bot keeps its word."""
    tempted = state.gains[state.chiefs.index(seat)] > state.dealt.penalty
    return Move("defect" if tempted and style == "theory" else "honour")


def _talk(state: TableState, seat: str, style: Style) -> Move | None:
    if seat in state.chiefs:
        return mend(state, seat, style) or negotiate(state, seat, style) or _part(state, seat)
    if seat in state.groups:
        return _signal(state, seat)
    if state.stage == "talk-1" and answer_of(state.predictions, seat) is None:
        return Move("predict", {"chance": int(_USUALLY[style])})
    return None


def _part(state: TableState, seat: str) -> Move | None:
    """Agree to end the talks when another chief asks for it and the bot has nothing more to say."""
    if not state.parting or seat in state.parting:
        return None
    return Move("end-now" if last_to_part(state, seat) else "end")


def _signal(state: TableState, seat: str) -> Move | None:
    """Tell the chief, once for each text, whether the group's card is for it."""
    text = state.talked_about
    if text is None or any(one.seat == seat and one.text == text.number for one in state.signals):
        return None
    return Move(f"{'support' if favours(state, seat, text) else 'oppose'}-{text.number}")
