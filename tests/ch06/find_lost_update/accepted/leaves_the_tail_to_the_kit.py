"""Stops as soon as the rest is decided by the tail rule."""

LOST = ["B", "A", "A", "A", "A", "A", "A"]
WORST = list("ABBBBBBAAB")
SAFE = list("AAABBBAAA")
