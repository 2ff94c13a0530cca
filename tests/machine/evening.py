"""The machine: hypothesis invents an evening, step by step, and everything that must always hold is looked at.

What a rule does is drawn as small numbers that point into what there is at that moment, so a failing evening shrinks
to a short one, and every step that is printed can be read. The service is the real one on a real SQLite file; time
passes only when a rule says so, and what is due is struck by a rule of its own.
"""

from collections import Counter
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from core.play.replay import retold
from core.requests import game as g
from core.rows import Table
from tests.desk import TEACHER
from tests.hall import everything_to_play
from tests.machine.laws import LAWS
from tests.machine.passing import Passing
from tests.machine.people import People
from tests.machine.playing import Playing
from tests.machine.stage import CLASS, RIVAL, STUDENTS, number, pick
from tests.machine.steering import Steering


class Evening(People, Playing, Steering, Passing):
    """Any evening at all."""

    def __init__(self, folder: Path, played_out: Counter[str]) -> None:
        super().__init__(folder)
        self.played_out = played_out
        self.told: dict[str, int] = {}
        self.steps = 0

    def teardown(self) -> None:
        """Count the games of which a table was played to its end, and stop."""
        self.played_out["evenings"] += 1
        ended = [table for table in self.now.tables("over") if self.now.position(table).outcome is not None]
        self.played_out.update({self.now.session(table).game for table in ended})
        super().teardown()

    @initialize(
        scenario=number,
        joining=st.sampled_from((2, 1, 3, 4, 4)),
        groups=st.integers(0, 3),
        rounds=st.sampled_from((0, 1, 2, 3, 5, 8, None)),
    )
    def the_evening_begins(self, scenario: int, joining: int, groups: int, rounds: int | None) -> None:
        """An evening begins after some rounds at the tables, or in the lobby."""
        self.start(scenario, groups, naive=False)
        self.together([(who, g.JoinGame()) for who in CLASS[:joining]])
        if rounds is not None:
            self.ask(TEACHER, g.Advance())
            self.play_on(0, rounds)

    @invariant()
    def the_laws_hold(self) -> None:
        """Everything stored is consistent, and every journal leads to its snapshot."""
        for law in LAWS:
            law(self.now)
        for table in self.now.all(Table):
            if self.told.get(table.id) != table.seq:
                self.told[table.id] = table.seq
                assert retold(self.memory, everything_to_play(), table.id).agrees, "The journal leads elsewhere."

    @invariant()
    def what_is_seen_is_right(self) -> None:
        """Everybody is answered, boards are drawn, standings are ranks, and secrets are seen by their owners alone."""
        self.steps += 1
        eyes = self.eyes()
        eyes.everybody_is_answered((pick((TEACHER, RIVAL), self.steps), pick(STUDENTS, self.steps // 2)))
        eyes.boards_are_drawn()
        eyes.own_drafts_are_shown(self.users)
        eyes.standings_are_competition_ranks()

    @invariant()
    def nobody_can_tell_others_secrets(self) -> None:
        """One who sits at a table, the instructor and the channel see nothing change when others' secrets do."""
        if tables := [table for table in self.now.tables() if self.now.session(table).kind != "practice"]:
            table, eyes = pick(tables, self.steps), self.eyes()
            eyes.nobody_can_tell_others_secrets(table, TEACHER, "", self.steps)
            if people := self.now.people(table):
                place = pick(people, self.steps)
                eyes.nobody_can_tell_others_secrets(table, self.users[place.person], place.seat, self.steps)
