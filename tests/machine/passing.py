"""Rules about time, deliveries and restarts: the striker is apart from the clock, and anything may come twice."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from core.command import CLOCK
from core.rows import Mark
from tests.desk import text
from tests.machine.now import changed
from tests.machine.stage import SELDOM, Stage, number, pick


class Passing(Stage):
    """What passes."""

    @rule(seconds=st.integers(0, 60), unnoticed=SELDOM)
    def time_passes(self, seconds: int, unnoticed: bool) -> None:
        """Time passes, and at times nobody strikes."""
        self.lesson.ticks.advance(seconds * 1000)
        self.look()
        if not unnoticed:
            self.strike()

    @rule(offset=st.sampled_from((-1, 0, 1, -1_000, 1_000)), unnoticed=SELDOM)
    def time_passes_to_the_next_deadline(self, offset: int, unnoticed: bool) -> None:
        """Time passes to the next deadline, or to a millisecond or a second before or after it."""
        self.to_the_next_deadline(offset)
        if not unnoticed:
            self.strike()

    @rule()
    def the_clock_strikes(self) -> None:
        """What is due is struck: all of it, once; struck again, nothing happens."""
        self.strike()

    @precondition(lambda self: self.strikes)
    @rule(which=number)
    def an_old_strike_comes_again(self, which: int) -> None:
        """A strike whose time is over is delivered once more, under another name."""
        before = self.now
        self.run(self.lesson.say(CLOCK, pick(self.strikes, which), channel=""))
        assert not changed(before, self.look()), "A strike that is over changed something."

    @precondition(lambda self: self.delivered)
    @rule(which=number)
    def something_is_delivered_again(self, which: int) -> None:
        """A platform delivers what it has delivered before."""
        command, reply = pick(self.delivered[::-1], which)
        before, again = self.now, self.run(self.lesson.service.decide(replace(command)))
        assert again.refused == reply.refused, "Delivered again, it was answered otherwise."
        assert all(sentence in text(reply) for sentence in again.said), "Delivered again, it says something else."
        assert not changed(before, self.look()), "Delivered again, it had another effect."

    @rule(downtime=st.sampled_from((0, 1_000, 3_600_000, -60_000)))
    def the_service_stops_and_starts(self, downtime: int) -> None:
        """The service starts anew on the same file, later, or on a clock that was set back."""
        before = self.now
        self.run(self.lesson.restart(downtime))
        after = self.look()
        (mark,) = before.all(Mark)
        assert after.at >= (before.at if downtime >= 0 else mark.time), "Class time fell behind what was stored."
        assert not changed(before, after), "A restart changed something."
