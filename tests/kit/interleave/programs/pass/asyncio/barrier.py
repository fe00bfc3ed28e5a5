import asyncio

arrived = 0


async def meet(barrier):
    global arrived
    await asyncio.sleep(0.1)
    arrived += 1
    await barrier.wait()
    assert arrived == 2


async def run():
    barrier = asyncio.Barrier(2)
    await asyncio.gather(meet(barrier), meet(barrier))


def main():
    asyncio.run(run())
