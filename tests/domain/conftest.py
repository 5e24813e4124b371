"""Property tests of the rules look for counterexamples, not for a slow machine."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
