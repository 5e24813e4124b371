"""What speed, scale and quality are held to; each command calculates in one thread, as the program does."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
