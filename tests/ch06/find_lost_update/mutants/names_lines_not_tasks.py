"""A schedule is a list of the lines that are made.

Caught by: test_lost_ends_as_two
"""

LOST = ["A1", "B1", "A2", "B2", "A3", "B3", "A4", "B4", "A5", "B5", "A6", "B6"]
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AAABBBAAABBB")
