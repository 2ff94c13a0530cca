"""What everybody gives: a rule that both sides of the comparison play by, so that their results must be equal."""

GROUP = 3
ENDOWMENT = 20
RETURN = 0.5
"""What a unit in the common pot brings to each of the group."""


def decision(group: int, place: int, stage: int) -> int:
    """Return what the player at this place (from 1) of a group (from 1) gives in stage 1 or 2: 0 to the endowment."""
    return (7 * (GROUP * group + place) + 11 * stage) % (ENDOWMENT + 1)
