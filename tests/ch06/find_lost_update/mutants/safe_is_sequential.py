"""Only a program without switches is safe.

Caught by: test_safe_switches_and_loses_nothing
"""

LOST = list("ABABABABABAB")
WORST = list("AABBBBBBABBAAAAAAB")
SAFE = list("AAAAAABBBBBB")
