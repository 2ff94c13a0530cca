"""Who is in a section, as what, and what they have answered in its self-quiz: true after every single commit."""

from collections import Counter
from collections.abc import Iterator

from core.command import Command
from core.requests.quiz import Answer, UndoAnswer
from core.requests.section import CreateSection, JoinSection, LeaveSection, MakeAssistant
from core.rows import Account, Attempt, Card, Membership, Section
from core.section.membership import plain_code
from tests.simulation.commit import Commit, Law


def a_member_is_in_once(commit: Commit) -> Iterator[str]:
    for one in commit.put(Membership):
        found = commit.after.all(Membership, section=one.section, person=one.person)
        if len(found) != 1:
            yield f"{one.person} is {len(found)} times in section {one.section}"


def whoever_joined_is_in_and_whoever_left_is_out(commit: Commit) -> Iterator[str]:
    for command in _alone(commit, JoinSection):
        person, code = _person(commit, command), plain_code(getattr(command.request, "code", ""))
        section = commit.after.all(Section, code=code)[0].id
        if not any(one.left is None for one in commit.after.all(Membership, person=person, section=section)):
            yield f"{person} joined section {section}, and is not in it"
    for command in _alone(commit, LeaveSection):
        person = _person(commit, command)
        if not any(one.person == person and one.left is not None for one in commit.put(Membership)):
            yield f"{person} left the section, and is still in it"


def nobody_becomes_staff_unasked(commit: Commit) -> Iterator[str]:
    before = {one.id: commit.before.get(Membership, one.id) for one in commit.put(Membership)}
    fresh = [one for one in commit.put(Membership) if before[one.id] is None and one.role != "student"]
    altered = [one for one in commit.put(Membership) if (was := before[one.id]) is not None and was.role != one.role]
    if len(fresh) + len(altered) > len(commit.done(CreateSection)) + len(commit.done(MakeAssistant)):
        yield f"nobody asked for these roles: {fresh + altered}"


def an_answer_is_stored_once_until_it_is_taken_back(commit: Commit) -> Iterator[str]:
    fresh = sum(commit.before.get(Attempt, row.id) is None for row in commit.put(Attempt))
    dropped = len(commit.before.dropped(Attempt))
    given, taken_back = len(commit.done(Answer)), len(commit.done(UndoAnswer))
    if fresh - dropped != given - taken_back:
        yield f"{given} answers were given and {taken_back} taken back; {fresh} were stored and {dropped} dropped"


def what_is_taken_back_leaves_its_card_as_it_was(commit: Commit) -> Iterator[str]:
    if not _alone(commit, UndoAnswer):
        return
    restored = {_person(commit, command) for command in _alone(commit, UndoAnswer)}
    for row in commit.before.dropped(Attempt):
        card = commit.after.get(Card, f"{row.section}:{row.person}:{row.question}")
        if row.person in restored and row.rating and (card.state if card else "") != row.before:
            yield f"an answer of {row.person} was taken back; its card is {card}, and was {row.before!r}"


def _alone(commit: Commit, kind: type[JoinSection | LeaveSection | UndoAnswer]) -> list[Command]:
    """Return the commands of a kind that were done, by those who had nothing else decided in the same transaction."""
    asked = Counter(command.who.account for command in commit.commands)
    return [command for command, _ in commit.done(kind) if asked[command.who.account] == 1]


def _person(commit: Commit, command: Command) -> str:
    account = commit.after.get(Account, command.who.account)
    assert account is not None
    return account.person


LAWS: tuple[Law, ...] = (
    a_member_is_in_once,
    whoever_joined_is_in_and_whoever_left_is_out,
    nobody_becomes_staff_unasked,
    an_answer_is_stored_once_until_it_is_taken_back,
    what_is_taken_back_leaves_its_card_as_it_was,
)
