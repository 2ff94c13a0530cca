# oTree has an environment of its own, and makes its classes' attributes at run time.
# mypy: ignore-errors
"""The bots of `otree test`: they give by the rule in `decisions`."""

from decisions import decision
from otree.api import Bot

from public_goods import First, Second


class PlayerBot(Bot):
    def play_round(self):
        group, place = self.player.group.id_in_subsession, self.player.id_in_group
        yield First, {"first": decision(group, place, 1)}
        yield Second, {"second": decision(group, place, 2)}
