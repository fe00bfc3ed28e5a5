"""Peterson's, with the wants as numbers 1 and 2 in a dict of registers, and a loop that ends by break."""

import grader.kit


class TwoTaskMutex:
    __slots__ = ("cells",)

    def __init__(self, register):
        self.cells = {name: register(0) for name in ("want 0", "want 1", "last")}

    def enter(self, me):
        if {0: True, 1: True}.get(me) is None:
            raise ValueError("only two tasks")
        self.cells[f"want {me}"].write(2)
        self.cells["last"].write(me + 1)
        while True:
            if self.cells[f"want {1 - me}"].read() != 2:
                break
            if self.cells["last"].read() != me + 1:
                break
            grader.kit.pause()

    def leave(self, me):
        try:
            self.cells[f"want {me}"].write(1)
        except KeyError as unknown:
            raise ValueError(me) from unknown
