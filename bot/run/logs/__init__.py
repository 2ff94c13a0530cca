"""The log of a running bot.

bot/run/logs/redact.py    what never stands in it: tokens, passwords, what people typed
bot/run/logs/lines.py     how a line looks: a JSON object for machines, a sentence for a terminal
bot/run/logs/writing.py   written by a thread of its own, to standard error or to files that take turns
"""
