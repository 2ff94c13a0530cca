"""Rules about lobbies and tables: joining and leaving at any step, moves that are legal and moves that are not."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from core.blocks import Choose
from core.requests import game as g
from core.rows import Note, Table
from tests.desk import TEACHER
from tests.machine import wishes
from tests.machine.stage import OUR_PEOPLE, SCENARIOS, SELDOM, Stage, number, person, pick, yes
from tests.machine.wishes import Seated

MOST_TABLES = 4
"""Nobody begins to practise when so many tables are running: evenings stay about classes."""


def someone_plays(stage: Stage) -> bool:
    """Tell whether a class's table is running."""
    return any(stage.now.session(table).kind != "practice" for table in stage.now.tables())


def someone_sits(stage: Stage) -> bool:
    """Tell whether somebody holds a seat."""
    return any(stage.now.people(table) for table in stage.now.tables())


class Playing(Stage):
    """What happens at tables."""

    @rule(scenario=number, groups=number, naive=yes)
    def somebody_starts(self, scenario: int, groups: int, naive: bool) -> None:
        """A game or a live quiz is started; while one is going on, that is refused."""
        self.start(scenario, groups, naive=naive)

    @rule(who=person)
    def joins_the_game(self, who: int) -> None:
        """Somebody takes a place in the lobby or gives it back; comes late, or back to the seat they left."""
        self.ask(OUR_PEOPLE[who], g.JoinGame())

    @rule(who=person)
    def leaves_the_game(self, who: int) -> None:
        """Somebody leaves the lobby, their seat, or their practice."""
        self.ask(OUR_PEOPLE[who], g.LeaveGame())

    @precondition(lambda self: len(self.now.tables()) < MOST_TABLES)
    @rule(who=person, scenario=number)
    def practises(self, who: int, scenario: int) -> None:
        """Somebody plays alone."""
        self.ask(OUR_PEOPLE[who], g.Practice(pick(SCENARIOS[:-1], scenario)))

    @precondition(someone_plays)
    @rule(table=number, seat=number, whom=st.none() | person)
    def is_substituted(self, table: int, seat: int, whom: int | None) -> None:
        """The instructor puts a person or a bot on a seat."""
        at = pick([t for t in self.now.tables() if self.now.session(t).kind != "practice"], table)
        chair = pick(self.chairs(at), seat)
        name = "" if whom is None else OUR_PEOPLE[whom].name
        self.ask(TEACHER, g.Substitute(number=at.number, seat=chair, person=name), acted={f"{at.id}:{chair}"})

    @precondition(someone_sits)
    @rule(who=number, what=number, seed=number, people=st.integers(1, 4), standing=SELDOM)
    def make_moves(self, who: int, what: int, seed: int, people: int, standing: bool) -> None:
        """One after another makes a move: what a bot would do, or any legal one with values by chance."""
        for number_ in range(people):
            if not (here := self.at_class_tables(seed)):
                return
            one = pick(here, who + number_)
            wish = pick(one.wishes, what) if one.wishes else g.Ready(one.place.table, one.phase)
            if isinstance(wish, g.Act) and standing:
                wish = g.Act(wish.move, True, wish.values, wish.table, wish.phase)
            self.ask(one.who, wish, twice=bool(seed % 2))

    @precondition(someone_sits)
    @rule(seed=number, table=number)
    def everybody_acts(self, seed: int, table: int) -> None:
        """All at a table do at the same instant what a bot would, and press Ready where that is asked."""
        self._all_act(pick(self.now.tables(), table), seed)

    @precondition(someone_plays)
    @rule(seed=number, rounds=st.integers(1, 12))
    def the_class_plays_on(self, seed: int, rounds: int) -> None:
        """All tables play, round by round; where that leads no further, time passes to the next deadline."""
        self.play_on(seed, rounds)

    def play_on(self, seed: int, rounds: int) -> None:
        """Let all tables play so many rounds."""
        for _ in range(rounds):
            before = self.now
            for table in before.tables():
                self._all_act(table, seed)
            if {table.seq for table in before.tables()} == {table.seq for table in self.now.tables()}:
                self.to_the_next_deadline(0)
                self.strike()

    def at_class_tables(self, seed: int) -> list[Seated]:
        """Return who sits at the class's tables; where nobody does, who practises."""
        here = self.seated(seed)
        kinds = {table.id: self.now.session(table).kind for table in self.now.tables()}
        return [one for one in here if kinds[one.place.table] != "practice"] or here

    def _all_act(self, table: Table, seed: int) -> None:
        here = [one for one in self.seated(seed) if one.place.table == table.id]
        self.together([(one.who, one.wishes[0] if one.wishes else g.Ready(table.id, one.phase)) for one in here])

    @precondition(someone_sits)
    @rule(who=number)
    def presses_ready(self, who: int) -> None:
        """Somebody presses Ready, or takes it back."""
        one = pick(self.seated(0), who)
        self.ask(one.who, g.Ready(one.place.table, one.phase))

    @precondition(someone_sits)
    @rule(who=number, what=number, seed=number)
    def tries_what_is_no_move(self, who: int, what: int, seed: int) -> None:
        """Somebody makes a move that is none, gives values that are none, or uses a card of another phase."""
        one = pick(self.seated(seed), who)
        word = self.scan.vault.plant("draft", one.place.table, one.place.seat)
        self.ask(one.who, pick(wishes.no_moves(one, word), what))

    @precondition(someone_sits)
    @rule(who=number, to=number, report=yes)
    def sends_a_note(self, who: int, to: int, report: bool) -> None:
        """Somebody sends a note; somebody who has received one reports it."""
        one = pick(self.seated(0), who)
        chair = pick(self.chairs(self.now.one(Table, one.place.table)), to)
        word = self.scan.vault.plant("note", one.place.table, one.place.seat, chair)
        self.ask(one.who, g.SendNote(to=chair, text=f"My {word}.", table=one.place.table))
        if report and (notes := self.now.all(Note)):
            self.ask(one.who, g.ReportNote(pick(notes, to).id))

    @precondition(someone_sits)
    @rule(who=number, press=number)
    def presses_a_button_of_the_desk(self, who: int, press: int) -> None:
        """Somebody opens their desk and presses any button on it."""
        one = pick(self.seated(0), who)
        desk = self.ask(one.who, g.OpenDesk(one.place.table))
        buttons = [p.request for b in desk.blocks if isinstance(b, Choose) for p in b.presses if p.form is None]
        if buttons:
            self.ask(one.who, pick(buttons, press))
