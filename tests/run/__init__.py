"""A bot as a process: its start, its end, and what it tells about itself."""
