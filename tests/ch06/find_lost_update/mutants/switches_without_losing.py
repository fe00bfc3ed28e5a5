"""Many switches lose many updates.

Caught by: test_lost_ends_as_two
"""

LOST = list("AAABBBAAABBB")
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AAABBBAAABBB")
