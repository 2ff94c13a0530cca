"""Entente core: rules, theory, class flow and store. Knows no chat platform, no environment, no process."""
