"""What goes out without having been asked for: boards kept equal to what they show, and letters to one person.

    any change ─▶ following: its boards are marked, in the same transaction
    serve ─▶ delivery: taken under a lease ─▶ drawn after its token ─▶ sent ─▶ recorded

`rooms` are the private rooms of tables; their row is owed, taken and recorded like a board's.

`chat` is all that the centre knows of a platform. `boards` and `letters` say what becomes of a row after each way in
which a send can end; `taking` does so for any number of rows in one transaction.
"""
