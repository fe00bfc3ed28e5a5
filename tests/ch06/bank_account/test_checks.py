"""Every call is one step, whatever the clerks do: nothing is lost, nothing is overdrawn."""

from __future__ import annotations

import pytest

from grader.checks import explore


class InsufficientFunds(Exception):
    """The model's; errors are compared by name."""


class SequentialAccount:
    """The account as one thread knows it: the model that histories are compared with."""

    def __init__(self, money: int) -> None:
        self.money = money

    def balance(self) -> int:
        return self.money

    def deposit(self, amount: int) -> int:
        self.money += amount
        return self.money

    def withdraw(self, amount: int) -> int:
        if self.money < amount:
            raise InsufficientFunds
        self.money -= amount
        return self.money

    def double(self) -> int:
        self.money *= 2
        return self.money


QUEUE = (
    "Each call acts as if it happened all at once: some order of the calls, one after the other, explains every answer."
)

ERRORS = {
    "deposit(0)": [{"raised": "ValueError"}, 100],
    "deposit(-5)": [{"raised": "ValueError"}, 100],
    "withdraw(0)": [{"raised": "ValueError"}, 100],
    "withdraw(-5)": [{"raised": "ValueError"}, 100],
    "withdraw(101)": [{"raised": "InsufficientFunds"}, 100],
    "apply(old - 101)": [{"raised": "InsufficientFunds"}, 100],
    "deposit(1)": [{"value": 101}, 101],
    "withdraw(101) again": [{"value": 0}, 0],
    "apply(old + 7)": [{"value": 7}, 7],
    "apply(old - 7)": [{"value": 0}, 0],
    "Account()": [{"value": 0}, 0],
}


@pytest.mark.points(1)
def test_the_account_is_never_overdrawn(submission):
    two = explore(submission, "withdrawals", 100, [70, 70], executions=600)
    two.always(
        lambda v: sorted(map(str, v["answers"])) == ["{'raised': 'InsufficientFunds'}", "{'value': 30}"],
        "Of two withdrawals of 70 from 100, one gets the answer 30 and the other InsufficientFunds.",
    )
    two.always(lambda v: v["balance"] == 30, "After a withdrawal of 70 from 100, 30 is left.")
    watched = explore(submission, "watched_withdrawal", 50, 70, executions=300)
    watched.always(lambda v: v["seen"] == 50, "70 cannot be taken from 50: nobody ever sees another balance than 50.")


@pytest.mark.points(1)
def test_no_deposit_is_lost(submission):
    outcomes = explore(submission, "deposits", 0, [[1, 20], [300, 4000]], executions=600)
    outcomes.always(4321, "Two clerks pay in 1 and 20, and 300 and 4000: afterwards the balance is 4321.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_calls_act_as_if_in_a_queue(submission):
    for start, tasks in (
        (0, [[["deposit", 50]], [["deposit", 7]]]),
        (100, [[["deposit", 50]], [["withdraw", 120]], [["double"]]]),
        (10, [[["deposit", 10], ["withdraw", 15]], [["double"]], [["balance"]]]),
    ):
        outcomes = explore(submission, "mixed", start, tasks, executions=500)
        outcomes.linearizable(lambda start=start: SequentialAccount(start), QUEUE)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_failing_fn_changes_nothing(submission):
    outcomes = explore(submission, "failing_fn", 100, 10, executions=300)
    outcomes.always(lambda v: v["apply"] == {"raised": "Refused"}, "What fn raises goes to the caller of apply.")
    outcomes.always(
        lambda v: [v["deposit"], v["later"], v["balance"]] == [110, 120, 120],
        "When fn raises, the balance is as before and the account goes on working: 100 + 10 + 10 is 120.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors_change_nothing(submission):
    outcomes = explore(submission, "errors", executions=20)
    outcomes.always(ERRORS, "One clerk alone gets the answers and errors of the contract; an error changes nothing.")
