"""Rules about the class and its people: who comes, who goes, who may do what, and the neighbours."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from core.requests import Request
from core.requests import game as g
from core.requests import section as s
from core.rows import Note, Place, Section, Session, Table
from tests.desk import CHANNEL, TEACHER
from tests.machine.now import changed
from tests.machine.stage import CLASS, ELSEWHERE, OUR_PEOPLE, RIVAL, SELDOM, Stage, number, person, pick, yes

OTHER_CHANNEL = "tuesday"


class People(Stage):
    """What happens to a section."""

    @rule(who=person, there=yes)
    def joins_the_section(self, who: int, there: bool) -> None:
        """Somebody joins a section by its code, in its channel or by direct message."""
        section = pick(self.now.all(Section, workspace=TEACHER.workspace), who)
        self.ask(OUR_PEOPLE[who], s.JoinSection(code=section.code), CHANNEL if there else "")

    @rule(who=number, undo=SELDOM)
    def leaves_the_section(self, who: int, undo: bool) -> None:
        """Somebody leaves the class, from their seat if there is one, and at times thinks better of it."""
        seated = [self.users[place.person] for place in self.now.all(Place, live=True)]
        leaver = pick(seated or OUR_PEOPLE, who)
        self.ask(leaver, s.LeaveSection())
        if undo:
            self.ask(leaver, s.UndoLeave(), "")

    @rule(whom=person, extra=st.sampled_from((None, 100, 150, 200)), role=number)
    def changes_somebody(self, whom: int, extra: int | None, role: int) -> None:
        """The instructor gives extra time or makes somebody an assistant; a student tries the same."""
        somebody = OUR_PEOPLE[whom]
        name = somebody.name
        if extra is not None:
            self.ask(TEACHER, s.ChangeSection(person=name, extra=extra), acted=self.seats_of(somebody))
        else:
            self.ask(TEACHER, s.MakeAssistant(person=name, undo=bool(role % 2)))
            self.ask(pick(OUR_PEOPLE, role), s.MakeAssistant(person=name))

    @rule(board=yes, notes=yes, name=yes)
    def changes_the_section(self, board: bool, notes: bool, name: bool) -> None:
        """Settings change; somebody takes another alias; a second section meets in another channel."""
        self.ask(TEACHER, s.ChangeSection(board=board, notes=notes))
        self.ask(TEACHER, s.CreateSection(name="POL 220"), OTHER_CHANNEL)
        if name:
            self.ask(CLASS[0], s.ChangeMe(alias="new"))

    @rule(who=number, what=number, which=number)
    def somebody_elsewhere_uses_our_ids(self, who: int, what: int, which: int) -> None:
        """An instructor of another workspace presses our buttons: nothing of ours changes."""
        table = pick([*self.now.all(Table), None], which)
        session = pick([*self.now.all(Session), None], which)
        note = pick([*self.now.all(Note), None], which)
        at, of = table.id if table else "none", session.id if session else "none"
        asks: tuple[Request, ...] = (
            g.OpenDesk(at), g.ShowStatus(at), g.JoinGame(of), g.LeaveGame(at), g.Advance(session=of), g.End(session=of),
            g.ShowPanel(of), g.Pause(of), g.ShowDebrief(session=of), g.ReportNote(note.id if note else "none"),
            g.SendNote(to="x", text="zq", table=at), g.TurnPage(of), s.UndoLeave(pick(self.now.all(Section), who).id),
        )  # fmt: skip
        before = self.now
        self.ask(RIVAL, pick(asks, what), ELSEWHERE)
        ours = changed(before, self.now, workspace=TEACHER.workspace)
        assert not ours, "Somebody of another workspace changed something of ours."
