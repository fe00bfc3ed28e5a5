import asyncio


async def tick(rounds):
    for _ in range(rounds):
        await asyncio.sleep(0.01)
    return rounds


async def run():
    assert await asyncio.gather(tick(12), tick(12)) == [12, 12]


def main():
    asyncio.run(run())
