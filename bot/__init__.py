"""Entente at its edges: everything that knows a platform, the environment or a process."""
