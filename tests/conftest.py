"""For all tests: nothing is measured by the clock of a busy machine."""

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
