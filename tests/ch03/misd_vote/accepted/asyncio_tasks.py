"""An asyncio loop, a future of a pool for each program, asyncio.wait for the next one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


class NoMajority(Exception):
    pass


def vote(programs, x, timeout=None):
    if not programs:
        raise ValueError
    return asyncio.run(collect(programs, x, timeout))


async def collect(programs, x, timeout):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(len(programs))
    waiting = {loop.run_in_executor(pool, program, x) for program in programs}
    pool.shutdown(wait=False)
    try:
        async with asyncio.timeout(timeout):
            return await majority(waiting, len(programs))
    except TimeoutError:
        raise NoMajority from None
    finally:
        for future in waiting:
            future.cancel()


async def majority(waiting, n):
    answers = []
    while waiting:
        done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        waiting &= pending
        answers += [future.result() for future in done if not future.exception()]
        votes = [sum(a == b for b in answers) for a in answers]
        if max(votes, default=0) * 2 > n:
            return answers[votes.index(max(votes))]
        if (max(votes, default=0) + len(waiting)) * 2 <= n:
            break
    raise NoMajority
