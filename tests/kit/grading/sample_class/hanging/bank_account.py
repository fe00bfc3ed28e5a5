"""Counts to infinity inside one call of the interpreter, where no Python code can stop it."""

sum(iter(int, 1))
