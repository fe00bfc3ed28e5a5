"""asyncio decides what is open, to_thread runs the chunks, and a semaphore counts the workers."""

import asyncio


def one_by_one(jobs):
    for job in jobs:
        for chunk in job:
            chunk()


async def _in_turn(job):
    for chunk in job:
        await asyncio.to_thread(chunk)


async def _all_in_turn(jobs):
    await asyncio.gather(*map(_in_turn, jobs))


def interleaved(jobs):
    asyncio.run(_all_in_turn(jobs))


async def _at_once(chunks, workers):
    gate = asyncio.Semaphore(workers)

    async def one(chunk):
        async with gate:
            await asyncio.to_thread(chunk)

    await asyncio.gather(*[one(chunk) for chunk in chunks])


def split_each(jobs, workers):
    if workers < 1:
        raise ValueError
    for job in jobs:
        asyncio.run(_at_once(job, workers))


def everything(jobs, workers):
    if workers < 1:
        raise ValueError
    asyncio.run(_at_once([chunk for job in jobs for chunk in job], workers))
