"""Once one update is lost the total is wrong, so I am done.

Caught by: test_lost_ends_as_two
"""

LOST = list("ABABABAAABBB")
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AAABBBAAABBB")
