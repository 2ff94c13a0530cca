"""Benchmarks: how fast, and how fast beside others on the same machine in the same run."""
