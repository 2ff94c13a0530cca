"""The id that an unforeseen error is logged under, and that the person is told."""

import secrets


def new_error_id() -> str:
    """Return eight letters and digits, for people to read out."""
    return secrets.token_hex(4).upper()
