"""What a scenario of the Treaty Table says: issues, states, their cards, their groups and their institutions.

Utility is counted in whole points: an issue's weight (the weights of a card add up to 100) times the value of the
chosen option (0 to 10), summed over the issues, so that every treaty is worth 0 to 1000 and ties are exact.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.game import Params as Base

Rule = Literal["majority", "two_thirds", "unanimity", "quota"]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,23}$")]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Points = Annotated[int, Field(ge=0, le=1000)]
Values = tuple[Annotated[int, Field(ge=0, le=10)], ...]

WEIGHT = 100
"""What the weights of one card add up to."""
MOST_TREATIES = 6**6
"""Six issues with six options: 46,656 treaties."""


class Issue(Base):
    """One question that the treaty settles, by one of two to six options (most have an order, mild to strong)."""

    key: Key
    title: Annotated[str, Field(min_length=1, max_length=45)]
    options: Annotated[tuple[Name, ...], Field(min_length=2, max_length=6)]


class Card(Base):
    """What one actor wants: a weight for every issue, a value for every option, and the worth of no treaty."""

    weights: Annotated[tuple[Annotated[int, Field(ge=0, le=WEIGHT)], ...], Field(description="One for each issue.")]
    values: Annotated[tuple[Values, ...], Field(description="Issue by issue, one for each option, 0 to 10.")]
    reservation: Annotated[Points, Field(description="The reversion point: what no treaty is worth.")]

    @model_validator(mode="after")
    def _weighs_all(self) -> Self:
        if sum(self.weights) != WEIGHT:
            raise ValueError(f"The weights of a card add up to {WEIGHT}, not {sum(self.weights)}.")
        return self


class Group(Card):
    """A domestic group at Level II, with the votes it casts when a treaty is to be ratified."""

    key: Key
    name: Name
    votes: Annotated[int, Field(ge=0, le=1000)] = 1


class Institution(Base):
    """How a state ratifies: which share of the votes, and which groups must agree whatever the count."""

    title: Annotated[str, Field(min_length=1, max_length=45)]
    rule: Rule = "majority"
    quota: Annotated[int, Field(ge=0, le=5000, description="Votes needed, under the rule `quota` alone.")] = 0
    vetoes: Annotated[tuple[Key, ...], Field(max_length=5, description="Groups whose consent is needed.")] = ()

    def needed(self, total: int) -> int:
        """Return how many of `total` votes ratify."""
        match self.rule:
            case "majority":
                return total // 2 + 1
            case "two_thirds":
                return -(-2 * total // 3)
            case "unanimity":
                return total
            case "quota":
                return self.quota


class Country(Card):
    """A state: its chief negotiator's card, its domestic groups and its institution of ratification."""

    key: Key
    name: Name
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=5)]
    institution: Institution
    other_institution: Annotated[
        Institution | None, Field(description="What the chief may turn to after a failed vote, at a cost.")
    ] = None

    @property
    def votes(self) -> int:
        """All votes at home together."""
        return sum(group.votes for group in self.groups)

    @model_validator(mode="after")
    def _can_ratify(self) -> Self:
        keys = [group.key for group in self.groups]
        if len(set(keys)) != len(keys):
            raise ValueError(f"Two groups of {self.name} have the same key.")
        for institution in filter(None, (self.institution, self.other_institution)):
            if not 0 < institution.needed(self.votes) <= self.votes:
                raise ValueError(f"{self.name}: {institution.title} needs between 1 and {self.votes} votes.")
            if unknown := sorted(set(institution.vetoes) - set(keys)):
                raise ValueError(f"{self.name}: {institution.title} names no group of this state: {unknown[0]}.")
        return self


class TreatyTableParams(Base):
    """A treaty to negotiate. Lists come from the scenario; numbers may be changed when a game is started."""

    issues: Annotated[tuple[Issue, ...], Field(min_length=3, max_length=6)]
    states: Annotated[tuple[Country, ...], Field(min_length=2, max_length=4)]
    groups_by: Annotated[
        Literal["bots", "people"], Field(description="Who votes at Level II: groups by their cards, or students.")
    ] = "bots"
    check_seconds: Annotated[int, Field(ge=15, le=600, description="Time to read the card.")] = 90
    talk_seconds: Annotated[int, Field(ge=60, le=604_800, description="Time to negotiate and sign.")] = 480
    vote_seconds: Annotated[int, Field(ge=15, le=604_800, description="Time for the vote of the groups.")] = 60
    return_seconds: Annotated[int, Field(ge=30, le=604_800, description="Time of the one return to the table.")] = 180
    honour_seconds: Annotated[int, Field(ge=15, le=604_800, description="Time to honour or defect.")] = 45
    side_payment: Annotated[
        int, Field(ge=0, le=300, description="Most points that a chief may pay one of its own groups; 0: none.")
    ] = 150
    institution_cost: Annotated[
        int, Field(ge=0, le=300, description="What it costs a chief to turn to another institution.")
    ] = 60
    gain_from_reneging: Annotated[
        int, Field(ge=0, le=500, description="What a chief gains by breaking a treaty in force, in the middle.")
    ] = 60
    gain_spread: Annotated[
        int, Field(ge=0, le=250, description="How far each chief's own gain may lie from the middle, either way.")
    ] = 30
    penalty: Annotated[int, Field(ge=0, le=500, description="What breaking a treaty costs the chief.")] = 80
    harm: Annotated[int, Field(ge=0, le=500, description="What each other chief loses when one breaks it.")] = 60
    doubt: Annotated[
        int, Field(ge=0, le=100, description="How far a group's reversion point may lie from the chief's briefing.")
    ] = 0
    noise: Annotated[
        int, Field(ge=0, le=5, description="How much the cards differ from the scenario file; 0: not at all.")
    ] = 2

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _different([issue.key for issue in self.issues], "issues")
        _different([country.key for country in self.states], "states")
        treaties = 1
        for issue in self.issues:
            treaties *= len(issue.options)
        if treaties > MOST_TREATIES:
            raise ValueError(f"These issues allow {treaties:,} treaties; {MOST_TREATIES:,} are the most.")
        for country in self.states:
            for card, name in ((country, country.name), *((g, f"{country.name}, {g.name}") for g in country.groups)):
                self._check_shape(card, name)
        return self

    def _check_shape(self, card: Card, name: str) -> None:
        if len(card.weights) != len(self.issues):
            raise ValueError(f"{name}: give one weight for each of the {len(self.issues)} issues.")
        if [len(row) for row in card.values] != [len(issue.options) for issue in self.issues]:
            raise ValueError(f"{name}: give one value for each option of each issue, in order.")


def _different(keys: list[str], what: str) -> None:
    if len(set(keys)) != len(keys):
        raise ValueError(f"Two {what} have the same key.")
