"""Proofs say what they did."""

from tests.durability.conftest import tell

__all__ = ["tell"]
