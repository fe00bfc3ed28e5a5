"""A counter that loses additions."""


class Counter:
    def __init__(self):
        self.value = 0

    def add(self, amount):
        if amount < 1:
            return self.value
        self.value += amount
        return self.value

    def visit(self, probe):
        probe()
