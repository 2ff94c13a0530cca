"""What a running bot tells about itself, on this machine only.

bot/run/observe/metrics.py   counters and gauges, in a registry of their own
bot/run/observe/chats.py     what becomes of what is posted
bot/run/observe/lag.py       whether the event loop is held up, and by what
bot/run/observe/probe.py     a question that may hang, and an answer in time
bot/run/observe/health.py    is it well?
bot/run/observe/web.py       /healthz and /metrics
"""
