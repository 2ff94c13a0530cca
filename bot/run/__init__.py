"""`entente run`: everything that goes on in one process from its start to its end.

bot/run/process.py    the order of things: lock, database, service, loops, adapters, and all of it back again
bot/run/database.py   a database that is there and at this program's version
bot/run/loops.py      background loops that are never silently dead
bot/run/chats.py      which adapters the configuration asks for
bot/run/stopping.py   signals, and the end at last
bot/run/backups.py    scheduled backups, and which of them go
bot/run/leftovers.py  halves of backups that killed processes left
bot/run/watching.py   what watches over it: lag, backups, health, metrics
bot/run/observe/      health and metrics       bot/run/logs/   the log
"""
