"""One list of jobs under a Condition; each worker searches the first job that it may run; sentinel by counting."""

import threading


def dispatch(jobs, workers, symmetric):
    if workers < 1:
        raise ValueError("no workers")
    if not symmetric and workers == 1:
        raise ValueError("no I/O processor")
    if not all(job[1] == "cpu" or job[1] == "io" for job in jobs):
        raise ValueError("kind")
    todo = list(range(len(jobs)))
    results = {}
    cond = threading.Condition()

    def fetch(me):
        with cond:
            for i in todo:
                if symmetric or (jobs[i][1] == "io") == (me == 0):
                    todo.remove(i)
                    return i
        return None

    def processor(me):
        i = fetch(me)
        while i is not None:
            try:
                result = jobs[i][2]()
            except Exception as error:
                result = error
            with cond:
                results[i] = result
                cond.notify_all()
            i = fetch(me)

    for me in range(workers):
        threading.Thread(target=processor, args=(me,), daemon=True).start()
    with cond:
        cond.wait_for(lambda: len(results) == len(jobs))
    return [result for _, result in sorted(results.items(), key=lambda item: item[0])]
