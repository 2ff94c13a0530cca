"""One module or package a game; each ends with `GAME = <an instance>` and is found by discovery."""
