"""Rules about what instructors do: pause, resume, extend, advance, end, turn pages; and about students who try."""

from hypothesis.stateful import precondition, rule

from core.requests import game as g
from core.requests import quiz as q
from core.rows import Session
from tests.desk import TEACHER
from tests.machine.stage import STUDENTS, Stage, number, person, pick


class Steering(Stage):
    """What steers a class."""

    @precondition(lambda self: self.going_on() is not None)
    @rule()
    def pauses_or_resumes(self) -> None:
        """The instructor pauses the class, or lets it go on."""
        session = self.going_on()
        paused = session is not None and session.status == "paused"
        self.ask(TEACHER, g.Resume() if paused else g.Pause(), acted=())

    @precondition(lambda self: self.going_on() is not None)
    @rule(what=number, table=number)
    def steers(self, what: int, table: int) -> None:
        """The instructor pauses, resumes, gives a minute, or advances one table or all."""
        at = pick((0, 1, 2), table)
        advance = g.Advance(number=at)
        orders = (g.Pause(), g.Resume(), g.Extend(number=at), advance)
        order = pick(orders, what)
        self.ask(TEACHER, order, acted=self.every_seat() if order is advance else ())

    @precondition(lambda self: self.now.all(Session, workspace=TEACHER.workspace))
    @rule(what=number)
    def ends_or_turns(self, what: int) -> None:
        """The instructor turns the debrief's page, or ends the session."""
        self.ask(TEACHER, pick((g.TurnPage(), g.TurnPage(), g.End()), what))

    @precondition(lambda self: self.now.tables())
    @rule(table=number)
    def voids_a_table(self, table: int) -> None:
        """The instructor lets one table count for nothing; the others play on."""
        self.ask(TEACHER, g.End(number=pick(self.now.tables(), table).number))

    @rule(who=person, order=number)
    def a_student_tries_to_steer(self, who: int, order: int) -> None:
        """Whoever is no staff is refused."""
        self.ask(
            STUDENTS[who % len(STUDENTS)], pick((g.Pause(), g.End(), g.Advance(), g.ShowPanel(), q.StartQuiz()), order)
        )
