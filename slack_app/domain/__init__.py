"""Rules of a lively community, in pure Python: no clock, no I/O."""
