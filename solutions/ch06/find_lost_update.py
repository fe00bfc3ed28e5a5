"""Be the scheduler.

Two tasks, A and B, share one number, `total`, which starts at 0. Each of them adds one to it, again
and again, in three steps. Each task has a register of its own, which the other cannot see:

    register = total             read
    register = register + 1      add
    total = register             write

You decide who makes the next step. A schedule is a list of names: ["A", "A", "B"] means that A makes
two steps and then B makes one. You may stop early: the kit then lets A run to its end, and B after it.
A task that has made all its steps cannot make another one.

LOST    each task adds one twice (6 steps each). The total must end as 2, although 4 was meant.
WORST   each task adds one three times (9 steps each). End with the smallest total that can be.
SAFE    each task adds one twice. Switch at least three times, and end with 4: nothing is lost.

Run this file to see what your schedules do:  python find_lost_update.py
"""

A, B = "A", "B"

# Both read before either writes, twice over: each pair of increments counts once.
LOST: list[str] = [A, B, A, B, A, B, A, B, A, B, A, B]
# A reads 0 and is left lying. B makes two whole increments. A's stale write puts the total back to 1,
# B reads that 1 for its last increment, A finishes, and B's stale write undoes all of it: 2.
WORST: list[str] = [A, A, B, B, B, B, B, B, A, B, B, A, A, A, A, A, A, B]
# A switch between whole increments loses nothing.
SAFE: list[str] = [A, A, A, B, B, B, A, A, A, B, B, B]


def play(schedule: list[str], increments: int) -> None:
    """Print what each step of the schedule does. Only for you to look at; nobody grades it."""
    total, register, made = 0, {A: 0, B: 0}, {A: 0, B: 0}
    entries = list(schedule)
    while made[A] + made[B] < 6 * increments:
        me = entries.pop(0) if entries else (A if made[A] < 3 * increments else B)
        if me not in made or made[me] == 3 * increments:
            print(f"  step {made[A] + made[B] + 1}: {me} cannot make a step here")
            return
        step = ("read", "add", "write")[made[me] % 3]
        if step == "read":
            register[me] = total
        elif step == "add":
            register[me] += 1
        else:
            total = register[me]
        made[me] += 1
        print(f"  {made[A] + made[B]:2}  {me:<2}{step:<6} A's register {register[A]}   B's register {register[B]}   total {total}")


if __name__ == "__main__":
    for name, chosen, times in ("LOST", LOST, 2), ("WORST", WORST, 3), ("SAFE", SAFE, 2):
        print(name)
        play(chosen, times)
