"""The game kit: the values a game is told in. Games import them from `core.game`."""
