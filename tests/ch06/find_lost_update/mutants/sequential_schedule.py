"""One task after the other is an interleaving too, so that will show the bug.

Caught by: test_lost_ends_as_two
"""

LOST = list("AAAAAABBBBBB")
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AAABBBAAABBB")
