"""Questions: bank and formats, marking, spaced repetition."""
