"""Faults to plant in the real code, each of which some seed must find: what a slip of the pen would look like."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.simulation.faults import deliveries, outgoing, quizzes, sections, store, tables, time
from tests.simulation.faults.fault import Fault

_ROOMS = (deliveries, time, store, tables, sections, quizzes, outgoing)
FAULTS: Mapping[str, Fault] = MappingProxyType({fault.name: fault for room in _ROOMS for fault in room.FAULTS})
