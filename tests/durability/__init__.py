"""What was acknowledged outlives a killed process and a power cut: the proofs, and the faults they catch.

school.py     a class that plays game after game, every delivery with a name of its own
child.py      the process that is killed: the real service, a line on a pipe for each acknowledgement
killing.py    kills it, opens what is left, looks at everything
trace.py      one evening's transactions as SQLite writes and syncs them, through a file layer that takes notes
cutting.py    what a disk may hold after a power cut at any step of that trace
"""
