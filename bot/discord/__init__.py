"""Discord: interactions in, cards out. No rule, no query, no wording of a game lives here; discord.py only here.

client     the connection: one intent, nobody pinged       tree, sync   slash commands, sent when changed
door       every interaction comes in here                 stale        commands that Discord still has from before
who, pace  who asks, and how often they may                talk         acknowledged first, answered in private
answering  done, asked back, or shown                      asking       what has to be read before a form opens
forms      fields as a modal, and back                     titles       what a form is called
starting   the form that sets up a game                    drawn        the form behind a button of a card
again      a refused form, offered as it was filled        filled       what a request holds, by its fields
ids, touch what a button carries, in 100 characters        seal         whose answer a button may recall
press      what a button carries, or what stands for it   rows         the likeliest as buttons, many as a list
choosing   what is chosen from a list, and what stands     fresh        lists as nobody has chosen from them
said       blocks as markdown, made safe by `text`         layout, draw pages within the limits, as components
beside     what a card has here beside the core's blocks   studio       a reply with its pictures, as a message
chat       boards and letters, failures in our words       thread       a table's own thread, where it may be made
doctor     what an installation lacks                      inside       the same, asked from within a class
vitals     clock and intents, judged for both              teaching     who may make sections, in words
needs      what the bot must be allowed, and why           limits       Discord's own, in one place
"""

from bot.discord.connection import DiscordAdapter, adapter

__all__ = ["DiscordAdapter", "adapter"]
