"""Running Entente on a server: what its administrators ask."""

from core.admin.doctor import diagnose
from core.context import Handlers
from core.requests.admin import Diagnose

HANDLERS = Handlers(show={Diagnose: diagnose})
