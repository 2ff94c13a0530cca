"""Ratify or Revert: a two-level game. What can be ratified at home decides what can be won abroad (Putnam, 1988)."""

from core.games.ratify_or_revert.game import RatifyOrRevert

GAME = RatifyOrRevert()
