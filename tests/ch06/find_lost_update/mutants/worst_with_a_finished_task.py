"""A's stale write should come last of all, so I let A write once more.

Caught by: test_worst_is_the_smallest_total
"""

LOST = list("ABABABABABAB")
WORST = list("AABBBBBBABBAAAAAABA")
SAFE = list("AAABBBAAABBB")
