"""The models behind the games: pure functions, each with its source."""
