"""What is true of everything that anybody sees, at every moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from random import Random

from core.blocks import plain
from core.command import Command, Where, Who
from core.context import Context, World
from core.game import MoveSpec
from core.ledger import Ledger
from core.play.boards import debrief_page, session_board
from core.play.hall import hall_of
from core.replies import Reply
from core.requests import Request
from core.requests.game import OpenForm, ShowDesk, ShowPanel, ShowStatus
from core.requests.section import Help, ShowBoard
from core.rows import Draft, Membership, Place, Score, Section, Session, Table
from core.section.leaderboard import standings
from core.service import Service
from tests.desk import CHANNEL, TEACHER
from tests.hostile.attack import texts
from tests.machine.now import Now
from tests.memory import Memory
from tests.privacy.scan import Scan
from tests.privacy.secrets import known_in
from tests.privacy.swap import swapped

KINDLY = {"", "not_allowed", "illegal", "not_a_move", "ambiguous"}
"""How an answer may be refused: in a sentence, never with a fault."""
SCOPES = ("games", "quiz", "participation", "session")


@dataclass(frozen=True)
class Eyes:
    """What there is to see at a moment, without asking the database again."""

    service: Service
    world: World
    now: Now
    memory: Memory
    scan: Scan

    def answer(self, who: Who, request: Request, channel: str = CHANNEL) -> Reply:
        """Return the answer to a reading request, by the service itself."""
        return self.service._show(self.memory, Command(who, Where(channel), "", request))

    @property
    def context(self) -> Context:
        """Dr. Petrova's workspace, seen by nobody in particular."""
        nobody = Command(TEACHER, Where(), "", Request())
        return Context(self.world, self.memory, nobody, TEACHER.workspace, None, None, None)

    def everybody_is_answered(self, people: Sequence[Who]) -> None:
        """Desk, help, status, panel and standings answer everybody, from anywhere, with nobody else's secrets."""
        asks: tuple[Request, ...] = (ShowDesk(), Help(), ShowStatus(), ShowPanel(), ShowBoard())
        places = [(ask, CHANNEL) for ask in asks] + [(ask, "") for ask in asks[:2]]
        self.scan.vault.look_in(self.context)
        known = known_in(self.context)
        for who in people:
            for ask, channel in places:
                reply = self.answer(who, ask, channel)
                assert reply.blocks, f"{who.name} asked for {ask} and got nothing."
                assert reply.refused in KINDLY, reply
                assert not (isinstance(ask, Help) and reply.refused), "Help was refused."
                self.scan.search(who, repr(ask), reply, known)
        assert self.scan.leaks == [], f"It leaks: {self.scan.leaks[:3]}"

    def boards_are_drawn(self) -> None:
        """Every session has a board, and a page of its debrief once one is turned, without anybody's secret."""
        known = known_in(self.context)
        for session in self.now.all(Session, workspace=TEACHER.workspace):
            if session.kind != "practice":
                board = session_board(self.world, self.memory, session.id)
                assert plain(board.blocks), "The board is empty."
                self.scan.search(None, "board", board, known)
            if session.page:
                page = debrief_page(self.world, self.memory, session.id)
                assert plain(page.blocks), "The page is empty."
                self.scan.search(None, "debrief", page, known)
        assert self.scan.leaks == [], f"It leaks: {self.scan.leaks[:3]}"

    def own_drafts_are_shown(self, users: dict[str, Who]) -> None:
        """Who has left a draft finds it on their own desk: privacy is not bought by showing nothing."""
        for draft in self.now.all(Draft):
            held = [place for place in self.now.all(Place, table=draft.table, live=True) if place.seat == draft.seat]
            open_now = draft.move in {spec.name for spec in self.specs(draft.table, draft.seat)}
            for place in held if open_now else ():
                desk = plain(self.answer(users[place.person], ShowDesk(draft.table), "").blocks)
                missing = [value for value in draft.values.values() if "zq" in value and value not in desk]
                assert not missing, f"The desk of {draft.seat} lacks its own draft: {missing}"

    def standings_are_competition_ranks(self) -> None:
        """Ranks are 1 plus how many are strictly better; the games' points are the mean of what counts."""
        for section in self.now.all(Section, workspace=TEACHER.workspace):
            found = {scope: standings(replace(self.context, section=section), scope) for scope in SCOPES}
            for scope, ranked in found.items():
                for one in ranked:
                    better = sum(other.points > one.points for other in ranked)
                    assert one.rank == 1 + better, f"{scope}: {one.alias} is rank {one.rank} with {better} before"
            means = {one.person: one.points for one in found["games"]}
            assert means == _means(self.now, section), "The standings are not the mean of the duplicate scores."

    def nobody_can_tell_others_secrets(self, table: Table, who: Who, seat: str, seed: int) -> None:
        """All that a seat ("": the public, an instructor) may not know is changed; nothing that it sees changes."""
        other = Memory(self.now.rows)
        for row in swapped(self.context, table.id, seat, Random(seed)):
            other.put(row)
        asks = self._of_a_seat(table, seat) if seat else [ShowPanel(table.session)]
        for ask in asks:
            one, two = (_told(self.service._show(m, Command(who, Where(CHANNEL), "", ask))) for m in self._both(other))
            assert one == two, f"{ask} tells {who.name}: {set(one) ^ set(two)}"
        one, two = (_told(session_board(self.world, memory, table.session)) for memory in self._both(other))
        assert one == two, f"The board tells: {set(one) ^ set(two)}"

    def specs(self, table: str, seat: str) -> Sequence[MoveSpec]:
        """Return what a seat may do now."""
        hall = hall_of(self.context, table)
        return hall.game.moves(hall.position.state, seat)

    def _of_a_seat(self, table: Table, seat: str) -> list[Request]:
        forms = [OpenForm(table.id, spec.name) for spec in self.specs(table.id, seat)]
        return [ShowDesk(table.id), ShowStatus(table.id), Help(), *forms]

    def _both(self, other: Ledger) -> tuple[Ledger, Ledger]:
        return self.memory, other


def _told(reply: Reply) -> tuple[str, ...]:
    return tuple(texts(reply.blocks))


def _means(now: Now, section: Section) -> dict[str, float]:
    """Return each student's mean duplicate score over the section's games that are over."""
    games = {s.id for s in now.all(Session, section=section.id, kind="game", status="over")}
    students = {m.person for m in now.all(Membership, section=section.id, role="student", left=None)}
    points: dict[str, list[float]] = {}
    for score in now.all(Score, section=section.id, counts=True):
        if score.session in games and score.person in students and score.duplicate is not None:
            points.setdefault(score.person, []).append(score.duplicate)
    return {person: round(fsum(own) / len(own), 1) for person, own in points.items()}
