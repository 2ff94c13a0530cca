"""The terminal: a whole class as a transcript, or a seat to play from. Translates in, draws out; no rule lives here."""
