"""What everybody may see: texts, signatures, votes. Each viewer's private part comes from `desk`."""

from core.game import Block, Bullets, Facts, Heading, Table, Text, Viewer
from core.games.treaty_table import check, desk
from core.games.treaty_table.phases import phase_of
from core.games.treaty_table.scores import outcome_of
from core.games.treaty_table.state import Ratification, TableState, country_of, group_of, institution_of
from core.games.treaty_table.words import draft_in_words, names_of, text_in_words

_SHOWN = 6  # texts on a card: the latest
_SOURCES = {"silence": " (silent: by its card)", "bot": " (by its card)", "standing": " (standing order)", "person": ""}


def view_of(state: TableState, viewer: Viewer) -> tuple[Block, ...]:
    """Return what this viewer may see now."""
    own = desk.of_seat(state, viewer.seat) if viewer.kind == "seat" else ()
    owed = _owed(state) if viewer.kind == "instructor" else ()
    return (*_now(state), *own, *owed, *_votes(state), *_texts(state), *_issues(state))


def _now(state: TableState) -> tuple[Block, ...]:
    if (outcome := outcome_headline(state)) is not None:
        return (Heading("The game is over."), Text(outcome))
    phase = phase_of(state)
    text = state.text
    if text is None:
        return (Heading(phase.title), Text(phase.prompt))
    on_table = (
        (f"Text {text.number} on the table", text_in_words(state.dealt, text.options)),
        ("Signed by", names_of(state, state.signed)),
    )
    return (Heading(phase.title), Text(phase.prompt), Facts(on_table))


def outcome_headline(state: TableState) -> str | None:
    """Return how the table ended in a sentence, or None while it plays."""
    outcome = outcome_of(state)
    return None if outcome is None else outcome.headline


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
    if not state.drafts:
        return ()
    rows = tuple(
        (str(draft.number), country_of(state, draft.by).name, draft_in_words(state, draft))
        for draft in reversed(state.drafts[-_SHOWN:])
    )
    return (Table(("Text", "By", "What it says, or changes"), rows),)


def _issues(state: TableState) -> tuple[Block, ...]:
    if state.stage == "over":
        return ()
    issues = tuple(f"{issue.title}: {' · '.join(issue.options)}" for issue in state.dealt.issues)
    homes = tuple(f"{c.name} ratifies by {_institution(state, c.key)} of {c.votes} votes" for c in state.dealt.states)
    checked = () if state.stage == "check" else (Text(check.ANSWER, quiet=True),) if state.stage == "talk-1" else ()
    return (Heading("What the treaty settles"), Bullets(issues), Bullets(homes), *checked)


def _institution(state: TableState, key: str) -> str:
    country = country_of(state, key)
    institution = institution_of(state, country)
    names = [group.name for group in country.groups if group.key in institution.vetoes]
    veto = f" (needs {' and '.join(names)})" if names else ""
    return f"{institution.title}{veto}: {institution.needed(country.votes)}"


def _votes(state: TableState) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if state.ratifications:
        rows = tuple(_vote_row(state, vote) for vote in state.ratifications)
        blocks.append(Table(("Text", "State", "Votes for", "Result", "Roll call"), rows))
    if mended := (*_payments(state), *_switches(state)):
        blocks.append(Bullets(mended))
    if state.conduct:
        facts = tuple(
            (names_of(state, [c.country]), "honoured it" if c.honoured else "broke it") for c in state.conduct
        )
        blocks.append(Facts(facts))
    return tuple(blocks)


def _vote_row(state: TableState, vote: Ratification) -> tuple[str, ...]:
    roll = "; ".join(
        f"{group_of(state, b.group).name} {'for' if b.favour else 'against'}{_SOURCES[b.source]}" for b in vote.ballots
    )
    result = "ratified" if vote.passed else "not ratified"
    return (str(vote.text), names_of(state, [vote.country]), f"{vote.votes_for}, {vote.needed} needed", result, roll)


def _payments(state: TableState) -> tuple[str, ...]:
    return tuple(
        f"Side payment: {names_of(state, [p.country])} offers {p.points} points to "
        f"{group_of(state, f'{p.country}.{p.group}').name}, due if a treaty is ratified."
        for p in state.payments
    )


def _switches(state: TableState) -> tuple[str, ...]:
    return tuple(f"{names_of(state, [key])} has turned to {_institution(state, key)} votes." for key in state.switched)
