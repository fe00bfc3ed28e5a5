"""B only adds in its own register while A is between read and write, that harms nobody.

Caught by: test_safe_switches_and_loses_nothing
"""

LOST = list("ABABABABABAB")
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AABABBAAABBB")
