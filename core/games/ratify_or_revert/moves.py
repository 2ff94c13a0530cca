"""What each seat may do in each phase."""

from collections.abc import Sequence

from core.game import Field, Illegal, Move, MoveSpec, Value, Whole, YesNo
from core.games.ratify_or_revert.cards import share_of
from core.games.ratify_or_revert.params import PIE
from core.games.ratify_or_revert.state import (
    Offer,
    RedLine,
    State,
    Straw,
    home_of,
    last_offer,
    lines_now,
    red_line_of,
    seat_of,
    side_of,
    treaty_now,
    votes_yes,
)
from core.games.ratify_or_revert.words import split

MOST_OFFERS = 40
"""Open offers of one seat in one round."""


def moves(state: State, seat: str) -> Sequence[MoveSpec]:
    """Return what this seat may do now, likeliest first."""
    specs: tuple[MoveSpec, ...] = ()
    match state.step, seat_of(state, seat).role:
        case "check", _:
            specs = (_check(),)
        case "talk", "negotiator":
            specs = (_offer(state, seat),)
        case "talk", "voter":
            specs = (_red_line(state, seat), *([_straw(state, seat)] if state.offers else []))
        case "final", "negotiator":
            specs = (_final(state, seat),)
        case (("talk" | "final"), _):
            specs = (_predict(),)
        case "vote", "voter":
            specs = (_vote(state, seat),)
    return specs


def default(state: State, seat: str) -> Move | None:
    """Return what silence stands for: a negotiator's last offer (or its estimate), a voter's card; else nothing."""
    role = seat_of(state, seat).role
    if state.step == "final" and role == "negotiator":
        return Move("final", {"share": _standing_share(state, seat)})
    if state.step == "vote" and role == "voter":
        return Move("vote", {"yes": votes_yes(state, seat, treaty_now(state))})
    return None


def apply_open(state: State, seat: str, move: Move) -> dict[str, tuple[object, ...]]:
    """Return the fields of the state that an open move changes; raise Illegal if it changes nothing."""
    match move.name:
        case "offer":
            return {"offers": (*state.offers, _new_offer(state, seat, _int(move, "share")))}
        case "red_line":
            said = RedLine(state.round, seat, _int(move, "least"))
            return {"red_lines": (*(line for line in state.red_lines if _key(line) != _key(said)), said)}
        case "straw":
            share = share_of(side_of(seat), _int(move, "share"))
            straw = Straw(seat, share, move.values["yes"] is True)
            return {"straws": (*(old for old in state.straws if old.seat != seat), straw)}
        case _:
            raise Illegal("That move is sealed: it is opened with all others when the phase closes.")


def _new_offer(state: State, seat: str, own: int) -> Offer:
    share = share_of(side_of(seat), own)
    if share == last_offer(state, seat):
        raise Illegal(f"Your last offer already is {split(state.params, share)}. Change it, or wait for an answer.")
    if sum(offer.seat == seat for offer in state.offers) >= MOST_OFFERS:
        raise Illegal(f"You have made {MOST_OFFERS} offers in this round. Press Ready and seal your final offer.")
    return Offer(seat, share)


def _key(line: RedLine) -> tuple[int, str]:
    return line.round, line.seat


def _int(move: Move, name: str) -> int:
    return int(move.values[name])


def _standing_share(state: State, seat: str) -> int:
    """Return a negotiator's own share in its last offer, or the least it thinks its side ratifies."""
    offered = last_offer(state, seat)
    return PIE - home_of(state, seat).estimate if offered is None else share_of(side_of(seat), offered)


def _share(state: State, label: str, about: str) -> Field:
    goods = state.params.goods
    return Whole(name="share", label=label, help=about, low=0, high=PIE, unit=goods)


def _name(state: State, seat: str) -> str:
    return state.params.name(side_of(seat))


def _check() -> MoveSpec:
    answer = YesNo(name="passes", label="Does it ratify?")
    return MoveSpec(name="check", label="Answer", help="A warm-up: it is not scored.", fields=(answer,), sealed=True)


def _offer(state: State, seat: str) -> MoveSpec:
    name = _name(state, seat)
    about = "The other side gets the rest. An offer binds nobody."
    field = _share(state, f"{name} gets", about)
    return MoveSpec(name="offer", label="Make an offer", help=about, fields=(field,), initial=_proposed(state, seat))


def _proposed(state: State, seat: str) -> dict[str, Value]:
    return {"share": _standing_share(state, seat)}


def _red_line(state: State, seat: str) -> MoveSpec:
    about = f"Your negotiator alone sees the least that {_name(state, seat)} must get for your yes. You may bluff."
    field = Whole(
        name="least", label=f"{_name(state, seat)} must get", help=about, low=0, high=PIE, unit=state.params.goods
    )
    said = next((line.least for line in lines_now(state) if line.seat == seat), red_line_of(state, seat))
    return MoveSpec(name="red_line", label="Tell your red line", help=about, fields=(field,), initial={"least": said})


def _straw(state: State, seat: str) -> MoveSpec:
    about = "Your negotiator alone sees whether you would ratify this split. You may bluff."
    latest = state.offers[-1].share
    fields = (
        _share(state, f"If {_name(state, seat)} gets", "Filled in with the latest offer."),
        YesNo(name="yes", label="Would you ratify?"),
    )
    initial: dict[str, Value] = {"share": share_of(side_of(seat), latest), "yes": votes_yes(state, seat, latest)}
    return MoveSpec(name="straw", label="Straw vote", help=about, fields=fields, initial=initial)


def _final(state: State, seat: str) -> MoveSpec:
    name = _name(state, seat)
    about = f"The least you sign for {name}. Changeable until the phase closes."
    field = _share(state, f"{name} must get", about)
    return MoveSpec(
        name="final",
        label="Seal your final offer",
        help=about,
        fields=(field,),
        sealed=True,
        initial=_proposed(state, seat),
    )


def _predict() -> MoveSpec:
    about = "How likely is a ratified treaty in this round? Your honest chance scores best."
    field = Whole(name="chance", label="Chance of a ratified treaty", help=about, low=0, high=100, unit="%")
    return MoveSpec(name="predict", label="Predict", help=about, fields=(field,), sealed=True)


def _vote(state: State, seat: str) -> MoveSpec:
    about = f"Your red line: {_name(state, seat)} gets {red_line_of(state, seat)} or more. The ballot is secret."
    field = YesNo(name="yes", label="Ratify the treaty?")
    return MoveSpec(name="vote", label="Vote", help=about, fields=(field,), sealed=True)
