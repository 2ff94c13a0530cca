"""What everybody may see: texts, signatures, votes. Each viewer's private part comes from `desk`."""

from core.game import Block, Bullets, Facts, Heading, Table, Text, Viewer
from core.games.treaty_table import check, desk
from core.games.treaty_table.phases import phase_of
from core.games.treaty_table.scores import outcome_of
from core.games.treaty_table.state import Ratification, TableState, country_of, group_of, institution_of
from core.games.treaty_table.words import count_of, draft_in_words, names_of, text_in_words

_SHOWN = 6  # texts on a card: the latest
_SOURCES = {"silence": " (silent: by its card)", "bot": "", "standing": " (standing order)", "person": ""}


def view_of(state: TableState, viewer: Viewer) -> tuple[Block, ...]:
    """Return what this viewer may see now."""
    own = desk.of_seat(state, viewer.seat) if viewer.kind == "seat" else ()
    owed = _owed(state) if viewer.kind == "instructor" else ()
    asked = () if viewer.kind == "seat" and state.stage != "over" else _asked(state)
    carded = viewer.kind == "seat" and viewer.seat not in state.observers
    return (
        *asked, *_tabled(state), *own, *owed, *_votes(state), *_texts(state), *_issues(state, carded), *_lesson(state)
    )  # fmt: skip


def _asked(state: TableState) -> tuple[Block, ...]:
    """Return what the table waits for, or how it ended; a desk says so itself, beside its clock."""
    if (outcome := outcome_of(state)) is not None:
        return (Heading("The game is over."), Text(outcome.headline))
    phase = phase_of(state)
    return (Heading(phase.title), Text(phase.prompt))


def _tabled(state: TableState) -> tuple[Block, ...]:
    """Return the text on the table, which is the treaty once it is in force, and who has signed or would rather go."""
    facts = []
    if state.text is not None:
        in_force = state.stage == "honour" or state.ending == "ratified"
        name = "The treaty" if in_force else f"Text {state.tabled} on the table"
        facts.append((name, text_in_words(state.dealt, state.text.options)))
        facts += [] if in_force else [("Signed by", names_of(state, state.signed))]
    if state.parting:
        facts.append(("Would end the talks", names_of(state, state.parting)))
    return (Facts(tuple(facts)),) if facts else ()


def _owed(state: TableState) -> tuple[Block, ...]:
    if state.stage == "over":
        return ()
    waiting = [_title(state, seat) for seat in phase_of(state).waits_for]
    return (Facts((("Waiting for", ", ".join(waiting) or "nobody"),)),)


def _title(state: TableState, seat: str) -> str:
    if seat in state.observers:
        return seat.replace("observer-", "Observer ")
    country = country_of(state, seat)
    return country.name if seat in state.chiefs else f"{country.name}: {group_of(state, seat).name}"


def _texts(state: TableState) -> tuple[Block, ...]:
    if not state.drafts or state.stage in {"honour", "over"}:
        return ()
    rows = tuple(
        (str(draft.number), country_of(state, draft.by).name, draft_in_words(state, draft))
        for draft in reversed(state.drafts[-_SHOWN:])
    )
    return (Table(("Text", "By", "What it says, or changes"), rows),)


def _issues(state: TableState, carded: bool) -> tuple[Block, ...]:
    """Return the issues and who ratifies how; a card has the issues already."""
    if state.stage in {"honour", "over"}:
        return ()
    issues = tuple(f"{issue.title}: {' · '.join(issue.options)}" for issue in state.dealt.issues)
    homes = tuple(f"{c.name}: {_institution(state, c.key)}" for c in state.dealt.states)
    settled = () if carded else (Heading("What the treaty settles"), Bullets(issues))
    return (*settled, Heading("Who must ratify"), Bullets(homes))


def _lesson(state: TableState) -> tuple[Block, ...]:
    return (Text(check.ANSWER, quiet=True),) if state.stage == "talk-1" else ()


def _institution(state: TableState, key: str) -> str:
    country = country_of(state, key)
    institution = institution_of(state, country)
    names = [group.name for group in country.groups if group.key in institution.vetoes]
    veto = f", and {' and '.join(names)} must agree" if names else ""
    return f"{institution.title}, {institution.needed(country.votes)} of {country.votes} votes{veto}"


def _votes(state: TableState) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if state.ratifications:
        blocks += [Heading("Votes at home"), Facts(tuple(_roll_call(state, vote) for vote in state.ratifications))]
    if mended := (*_payments(state), *_switches(state)):
        blocks.append(Bullets(mended))
    if state.conduct:
        facts = tuple(
            (names_of(state, [c.country]), "honoured it" if c.honoured else "broke it") for c in state.conduct
        )
        blocks.append(Facts(facts))
    return tuple(blocks)


def _roll_call(state: TableState, vote: Ratification) -> tuple[str, str]:
    """Return "Text 1, Oskar: ratified with 4 votes, 4 needed. For: Generals, Taxpayers. Against: Peace movement"."""
    verdict = "ratified" if vote.passed else "not ratified"
    by_side = {
        favour: [f"{group_of(state, b.group).name}{_SOURCES[b.source]}" for b in vote.ballots if b.favour is favour]
        for favour in (True, False)
    }
    sides = f"For: {', '.join(by_side[True]) or 'nobody'}. Against: {', '.join(by_side[False]) or 'nobody'}"
    name = f"Text {vote.text}, {names_of(state, [vote.country])}"
    return name, f"{verdict} with {count_of(vote.votes_for, 'vote')}, {vote.needed} needed. {sides}"


def _payments(state: TableState) -> tuple[str, ...]:
    return tuple(
        f"Side payment: {names_of(state, [p.country])} offers {p.points} points to "
        f"{group_of(state, f'{p.country}.{p.group}').name}, due if a treaty is ratified."
        for p in state.payments
    )


def _switches(state: TableState) -> tuple[str, ...]:
    return tuple(f"{names_of(state, [key])} has turned to: {_institution(state, key)}." for key in state.switched)
