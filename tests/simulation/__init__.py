"""Whole classes under virtual time, with everything that can go wrong: the same seed plays the same run, to the letter.

    people ⇄ network ⇄ process: service, writer, clock loop ⇄ store ⇄ SQLAlchemy ⇄ SQLite, inline
    chatroom ⇄ boards, letters ┘ killed, restarted                     │ at every COMMIT
               weather: trouble of the disk, clocks set             memory ▸ laws ▸ watch

What runs is the real core. What is simulated stands around it:

loop.py        an event loop with virtual time, which runs what is ready in a drawn order
driver.py      SQLite under SQLAlchemy, called inline, with a drawn pause before each call
machine.py     a process's connections, the disk's trouble, and death
process.py     one life of the program; the file outlives it
network.py     loses, repeats, delays, reorders; whoever asks asks again under the same name
chatroom.py    where boards and letters go: what was sent arrives or is lost, whoever lives to hear of it
person.py      what is on somebody's screen, and how they press and fill in what is there
student.py     …   instructor.py   what each of them is given to
shape.py       which of all this a seed has: most seeds leave most of it out

What is promised is looked at from outside:

promises.py    an acknowledgement is stored when it is told, and told the same for ever
memory.py      the same decisions over plain dictionaries: what the file must hold, row by row
commit.py      …   laws_of_asking.py   laws_of_tables.py   laws_of_boards.py   laws_of_sections.py
…              laws_of_quizzes.py
               what is true after every commit
chat_looks.py  a board at rest shows what is; nothing is said three times; no letter is missing
watch.py       no deadline waits longer than a second while somebody serves
ending.py      every game ends (world.py); the file equals the memory; every journal leads to its state

faults/ are slips of the pen in the real code, each of which some seed must find. A seed that finds something says how
to see it again: `python -m tests.simulation --seed 4711` prints its trace, and can be debugged like any program.
"""
