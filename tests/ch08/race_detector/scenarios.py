"""Hands over traces and collects what is said of them."""

from grader.worker.stage import attempt


def judged(student, traces):
    """The variables with a race of each trace, sorted; or the name of the exception."""
    answers = []
    for trace in traces:
        answer = attempt(student.races, [tuple(event) for event in trace])
        answers.append(answer.get("raised") or sorted(answer["value"]))
    return answers


def held(student, asked):
    """For each trace and variable the locks of each access, sorted; or the name of the exception."""
    answers = []
    for trace, var in asked:
        answer = attempt(student.locks_held, [tuple(event) for event in trace], var)
        answers.append(answer.get("raised") or [sorted(locks) for locks in answer["value"]])
    return answers
