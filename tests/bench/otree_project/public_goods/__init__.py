# oTree has an environment of its own, and makes its classes' attributes at run time.
# mypy: ignore-errors
# ruff: noqa: RUF012 (lists of classes are as oTree wants them)
"""A round of public goods in oTree: the game of `tests.bench.public_goods`, by the same rule of deciding."""

from decisions import ENDOWMENT, GROUP, RETURN
from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, WaitPage, models


class C(BaseConstants):
    NAME_IN_URL = "public_goods"
    PLAYERS_PER_GROUP = GROUP
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    total = models.IntegerField()


class Player(BasePlayer):
    first = models.IntegerField(min=0, max=ENDOWMENT, label="What do you give?")
    second = models.IntegerField(min=0, max=ENDOWMENT, label="What do you give now?")
    points = models.FloatField()


def pay(group):
    players = group.get_players()
    group.total = sum(player.first + player.second for player in players)
    for player in players:
        player.points = 2 * ENDOWMENT - player.first - player.second + RETURN * group.total


class First(Page):
    form_model = "player"
    form_fields = ["first"]


class Wait(WaitPage):
    pass


class Second(Page):
    form_model = "player"
    form_fields = ["second"]

    @staticmethod
    def vars_for_template(player):
        return {"given": sum(one.first for one in player.group.get_players())}


class WaitForAll(WaitPage):
    after_all_players_arrive = pay


page_sequence = [First, Wait, Second, WaitForAll]
