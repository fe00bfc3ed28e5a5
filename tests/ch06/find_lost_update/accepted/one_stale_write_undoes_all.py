"""B reads at the start, A makes everything, B's old value comes back; roles swapped."""

LOST = ["B"] * 2 + ["A"] * 6 + ["B"] * 4
WORST = list("BBAAAAAABAABBBBBBA")
SAFE = list("BBBAAABBBAAA")
