"""What people can ask: frozen, typed, each with the roles allowed.

A request's fields are its inputs. A field annotated with a kit field (`Annotated[str, Words(...)]`) can be typed,
filled in or completed; a plain one is carried by buttons only.
"""

from core.requests.base import ANYBODY, MEMBERS, STAFF, TEACHERS, Request, Role, inputs

__all__ = ["ANYBODY", "MEMBERS", "STAFF", "TEACHERS", "Request", "Role", "inputs"]
