"""Discord: interactions in, cards out. No rule, no query, no wording of a game lives here; discord.py only here.

client     the connection: one intent, nobody pinged       tree, sync   slash commands, sent when changed
door       every interaction comes in here                 answering    done, asked back, or shown
who, pace  who asks, and how often they may                talk         acknowledged first, answered in private
ids, touch what a button carries, in 100 characters        press, rows  what becomes a button, what a list
said       blocks as markdown, made safe by `text`         layout, draw pages within the limits, as components
choosing   what is chosen from a list, and what stands
forms      fields as a modal, and back                     asking       what has to be read before a form opens
again      a refused form, offered as it was filled        thread       a table's own thread, where it may be opened
chat       boards and letters, failures in our words       studio       a reply with its pictures, as a message
fresh      lists as nobody has chosen from them
seal       whose answer a button may recall                doctor       what an installation lacks, and how to mend it
stale      commands that Discord still has from before     needs        what the bot must be allowed, and why
beside     what a card has here beside the core's blocks   vitals       clock and intents, judged
"""

from bot.discord.connection import DiscordAdapter, adapter

__all__ = ["DiscordAdapter", "adapter"]
