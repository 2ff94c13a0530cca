"""What was acknowledged outlives a killed process and a power cut: the proofs, and the faults they catch.

school.py     a class that plays game after game, every delivery with a name of its own
child.py      the process that is killed: the real service, a line on a pipe for each acknowledgement
killing.py    kills it, opens what is left
looking.py    looks at everything that is stored, whatever the database
bot.py        one of several processes on a PostgreSQL server, with a clock that runs fast
fleet.py      four of them: each delivery three times to any of them, and kill -9 in the middle of it all
punctual.py   reads in the journals whether each deadline was struck once
trace.py      one evening's transactions as SQLite writes and syncs them, through a file layer that takes notes
cutting.py    what a disk may hold after a power cut at any step of that trace
"""
