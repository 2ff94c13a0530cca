"""The `entente` command."""


def main() -> None:
    """Run the command line."""
