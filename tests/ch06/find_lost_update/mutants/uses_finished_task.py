"""I count steps from memory: A can have one more.

Caught by: test_lost_ends_as_two
"""

LOST = list("ABABABABABABA")
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AAABBBAAABBB")
