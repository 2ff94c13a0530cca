"""Who judges what the bot sends: Discord's document, the limits it lacks, and what this project asks of itself.

`limits.py` is a table of its own on purpose, and does not import the adapter's: a number mistyped there must be caught
here, not agreed with.
"""
