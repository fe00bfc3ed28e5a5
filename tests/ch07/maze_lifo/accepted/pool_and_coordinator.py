"""A pool looks into rooms; the calling thread alone knows which rooms are known, so there is no lock."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def explore_maze(start, neighbours, workers):
    if workers < 1:
        raise ValueError("workers")
    known, stack, running = {start}, [start], set()
    with ThreadPoolExecutor(workers) as pool:
        while stack or running:
            while stack and len(running) < workers:
                room = stack.pop()
                running.add(pool.submit(lambda r=room: list(neighbours(r))))
            ready, running = wait(running, return_when=FIRST_COMPLETED)
            for future in ready:
                for room in future.result():
                    if room not in known:
                        known.add(room)
                        stack.append(room)
    return known
