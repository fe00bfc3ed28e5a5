"""Several clerks at one account."""

from functools import partial

from grader.worker.stage import History, attempt, run_together


class Refused(Exception):
    """Raised by a function that was given to apply."""


def refuse(balance):
    raise Refused


def double(balance):
    return 2 * balance


def withdrawals(student, start, amounts):
    """One task a withdrawal."""
    account = student.Account(start)
    answers = run_together(*[partial(attempt, account.withdraw, amount) for amount in amounts])
    return {"answers": answers, "balance": account.balance}


def watched_withdrawal(student, start, amount):
    """One task wants to withdraw, and one only looks at the balance."""
    account = student.Account(start)
    answer, seen = run_together(partial(attempt, account.withdraw, amount), lambda: account.balance)
    return {"answer": answer, "seen": seen, "balance": account.balance}


def deposits(student, start, tasks):
    """One task for each list of amounts, which it pays in one after the other."""
    account = student.Account(start)

    def clerk(amounts):
        for amount in amounts:
            account.deposit(amount)

    run_together(*[partial(clerk, amounts) for amounts in tasks])
    return account.balance


def mixed(student, start, tasks):
    """Each task makes its calls in order; the answers are recorded, and the balance at the end."""
    account = student.Account(start)
    history = History()
    calls = {
        "deposit": account.deposit,
        "withdraw": account.withdraw,
        "double": lambda: account.apply(double),
        "balance": lambda: account.balance,
    }

    def clerk(plan):
        for name, *args in plan:
            history.call(name, calls[name], *args)

    run_together(*[partial(clerk, plan) for plan in tasks])
    history.call("balance", calls["balance"])
    return history.events


def failing_fn(student, start, amount):
    """apply with a function that raises, beside a deposit; a second deposit when both are done."""
    account = student.Account(start)
    raised, deposited = run_together(partial(attempt, account.apply, refuse), partial(account.deposit, amount))
    return {"apply": raised, "deposit": deposited, "later": account.deposit(amount), "balance": account.balance}


def errors(student):
    """What one thread gets: answers and errors, and the balance after each."""
    account = student.Account(100)
    calls = {
        "deposit(0)": partial(account.deposit, 0),
        "deposit(-5)": partial(account.deposit, -5),
        "withdraw(0)": partial(account.withdraw, 0),
        "withdraw(-5)": partial(account.withdraw, -5),
        "withdraw(101)": partial(account.withdraw, 101),
        "apply(old - 101)": partial(account.apply, lambda old: old - 101),
        "deposit(1)": partial(account.deposit, 1),
        "withdraw(101) again": partial(account.withdraw, 101),
        "apply(old + 7)": partial(account.apply, lambda old: old + 7),
        "apply(old - 7)": partial(account.apply, lambda old: old - 7),
    }
    seen = {text: [attempt(do), account.balance] for text, do in calls.items()}
    return {**seen, "Account()": [{"value": student.Account().balance}, 0]}
