"""Two tasks, so at worst every second update is lost: 3 of 6 is the smallest total.

Caught by: test_worst_is_the_smallest_total
"""

LOST = list("ABABABABABAB")
WORST = list("AB" * 9)
SAFE = list("AAABBBAAABBB")
