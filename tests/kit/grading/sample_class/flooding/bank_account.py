"""Writes without end, past print."""

import os

for _ in iter(int, 1):
    os.write(1, b"a line that nobody will ever read\n" * 1000)
