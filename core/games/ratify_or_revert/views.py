"""What the public and each seat see, built up from nothing."""

from core.game import Block, Bullets, Facts, Heading, Picture, Table, Text, Viewer
from core.games.ratify_or_revert.cards import share_of
from core.games.ratify_or_revert.desk_figure import desk_figure
from core.games.ratify_or_revert.params import PIE, SIDES
from core.games.ratify_or_revert.state import (
    RedLine,
    State,
    Straw,
    home_of,
    ideal_of,
    keys,
    last_offer,
    lines_now,
    red_line_of,
    seat_of,
    side_of,
    treaty_now,
    votes_yes,
)
from core.games.ratify_or_revert.words import check_lesson, result_line, round_name, round_news, split

_SHOWN = 6  # the latest offers that still matter


def view(state: State, viewer: Viewer) -> tuple[Block, ...]:
    """Return the desk of a seat followed by the public table; the instructor sees the public table."""
    desk = _desk(state, viewer.seat) if viewer.kind == "seat" else ()
    return (*desk, *_table(state))


def _table(state: State) -> tuple[Block, ...]:
    """Return what everybody sees: what is shared, what is new, offers, the treaty, rounds played."""
    if state.step == "end":
        return (Heading("How the rounds ended"), _results(state))
    lesson = [Text(check_lesson(state))] if state.key == "r1.talk" else []
    news = [] if state.step == "check" else [Text(round_news(state.params, state.round))]
    signed = [Facts((("Treaty", split(state.params, treaty_now(state))),))] if state.step == "vote" else []
    return (*lesson, *news, *signed, _terms(state), *_offers(state), *_played(state))


def _terms(state: State) -> Facts:
    params = state.params
    quotas = ", ".join(f"{params.name(side)} {state.now.of(side).quota} of {params.voters}" for side in SIDES)
    nothing = ", ".join(f"{params.name(side)} {params.reversion(side)}" for side in SIDES)
    return Facts(
        (
            ("To share", f"{PIE} {params.goods}"),
            ("Yes votes needed", quotas),
            ("Reversion point (no treaty)", nothing),
        )
    )


def _offers(state: State) -> tuple[Block, ...]:
    """Return the latest offers, newest first, with what changed since the same side's offer before."""
    if state.step in {"check", "vote"}:
        return ()
    if not state.offers:
        return (Text("No offers yet.", quiet=True),)
    params = state.params
    rows, before = [], dict.fromkeys(SIDES, -1)
    for offer in state.offers:
        side = side_of(offer.seat)
        step = "" if before[side] < 0 else f"{offer.share - before[side]:+d}"
        rows.append((params.name(side), str(offer.share), str(PIE - offer.share), step))
        before[side] = offer.share
    header = ("Offer by", params.side_x, params.side_y, f"Change for {params.side_x}")
    return (Table(header, tuple(reversed(rows[-_SHOWN:])), "Newest first."),)


def _played(state: State) -> tuple[Block, ...]:
    return (Heading("Rounds played"), _results(state)) if state.results else ()


def _results(state: State) -> Block:
    lines = []
    for number, result in enumerate(state.results, 1):
        carded = sum(ballot.source == "silence" for ballot in result.ballots)
        note = f" {carded} silent, voted by card." if carded else ""
        lines.append(f"{round_name(state.params, number)}. {result_line(state.params, result)}{note}")
    return Bullets(tuple(lines))


def _desk(state: State, seat: str) -> tuple[Block, ...]:
    role = seat_of(state, seat).role
    if state.step == "end":
        return (_own_end(state, seat),) if role != "observer" else ()
    if role == "observer":
        return (Heading("You observe"), Text(_observer_now(state)))
    if state.step == "check":
        return (Heading(_title(state, seat)), Text("First a warm-up for everybody. It is not scored."))
    card = _negotiator if role == "negotiator" else _voter
    figure = desk_figure(state, seat)
    return (Heading(_title(state, seat)), *card(state, seat), Picture(figure))


def _title(state: State, seat: str) -> str:
    name = state.params.name(side_of(seat))
    negotiates = seat_of(state, seat).role == "negotiator"
    return f"You negotiate for {name}" if negotiates else f"You vote in {name}'s parliament"


def _negotiator(state: State, seat: str) -> tuple[Block, ...]:
    params, name, home = state.params, state.params.name(side_of(seat)), home_of(state, seat)
    doubt = f"; this may be off by {params.noise}" if params.noise else ""
    facts = Facts(
        (
            ("You want", f"as many {params.goods} for {name} as you can get ratified"),
            ("Your win-set", f"your parliament ratifies about {PIE - home.estimate} or more for {name}{doubt}"),
            ("No treaty", f"{params.reversion(side_of(seat))} for you, 0 points"),
        )
    )
    return (facts, Text(_negotiator_now(state)), *_heard(state, seat))


def _negotiator_now(state: State) -> str:
    match state.step:
        case "talk":
            return (
                "Now: make offers. Ask your voters how low you may go. Tied hands can be a strength: say so, true or "
                "not. Press Ready when you have talked enough."
            )
        case "final":
            return (
                "Now: seal the least your side must get. If both finals fit into 100 a treaty is signed, and what "
                f"is left over is halved (an odd unit goes to {state.params.side_y})."
            )
        case _:
            return "Now: wait. The treaty is in the hands of the two parliaments."


def _heard(state: State, seat: str) -> tuple[Block, ...]:
    """Return what this negotiator's own voters have told it."""
    rows = []
    for voter in keys(state, "voter"):
        if side_of(voter) != seat:
            continue
        line = next((f"{said.least} or more" for said in lines_now(state) if said.seat == voter), "not yet")
        straw = next((_straw_text(seat, s) for s in state.straws if s.seat == voter), "")
        rows.append((seat_of(state, voter).title, line, straw))
    return (Table(("Your voters say", "Red line", "Straw vote"), tuple(rows), "They may bluff."),)


def _straw_text(seat: str, straw: Straw) -> str:
    return f"{'yes' if straw.yes else 'no'} to {share_of(side_of(seat), straw.share)}"


def _voter(state: State, seat: str) -> tuple[Block, ...]:
    name, ideal = state.params.name(side_of(seat)), ideal_of(state, seat)
    line = red_line_of(state, seat)
    facts = Facts(
        (
            ("Your red line", f"yes if {name} gets {line} or more"),
            ("Best for you", f"{name} gets {PIE - ideal}: peace is worth giving up {ideal}"),
            ("No treaty", "0 points for you, the same as at your red line"),
        )
    )
    return (facts, Text(_voter_now(state, seat)), *_own_words(state, seat))


def _voter_now(state: State, seat: str) -> str:
    match state.step:
        case "talk":
            return (
                "Now: tell your negotiator a red line (true, or a bluff to keep it tough) and answer each new offer "
                "with a straw vote."
            )
        case "final":
            return "Now: predict. How likely is a ratified treaty in this round?"
        case _:
            share = treaty_now(state)
            verdict = "on the yes side of" if votes_yes(state, seat, share) else "beyond"
            name = state.params.name(side_of(seat))
            return f"Now: vote. {name} would get {share_of(side_of(seat), share)}: {verdict} your red line."


def _own_words(state: State, seat: str) -> tuple[Block, ...]:
    said: list[RedLine] = [line for line in lines_now(state) if line.seat == seat]
    told = f"You told your negotiator: {said[0].least} or more." if said else ""
    straws = [f"Straw vote: {_straw_text(seat, s)}." for s in state.straws if s.seat == seat]
    text = " ".join([told, *straws]).strip()
    return (Text(text, quiet=True),) if text else ()


def _observer_now(state: State) -> str:
    match state.step:
        case "check":
            return "First a warm-up for everybody. It is not scored."
        case "talk" | "final":
            x, y = last_offer(state, "x"), last_offer(state, "y")
            gap = "" if x is None or y is None else f" The last offers are {max(0, x - y)} apart."
            return f"Now: predict how likely a ratified treaty is in this round.{gap}"
        case _:
            return "Now: wait. The two parliaments vote."


def _own_end(state: State, seat: str) -> Block:
    """Return what each round brought to this seat's side."""
    side = side_of(seat)
    lines = []
    for number, result in enumerate(state.results, 1):
        got = state.params.reversion(side) if result.share is None else share_of(side, result.share)
        how = "by treaty" if result.ratified else "reversion point"
        lines.append((f"Round {number}", f"{got} {state.params.goods} for {state.params.name(side)} ({how})"))
    return Facts(tuple(lines))
