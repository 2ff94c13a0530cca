"""What a person sees in Discord, drawn from the payloads that the bot really sent: the pictures of the README.

theme.py     sizes and colours, light and dark
markdown.py  Discord's markdown as lines of styled words
paper.py     text that wraps, boxes, pictures: a page that grows downwards
cards.py     a message of components, and a form
lesson.py    the lesson from which the pictures are taken, the same to the last digit every time
"""
