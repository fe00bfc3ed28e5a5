# fails: assertion
# builds: default
# within: 20
import asyncio

count = 0


async def add():
    global count
    value = count
    await asyncio.sleep(0)
    count = value + 1


async def run():
    await asyncio.gather(add(), add())
    assert count == 2


def main():
    asyncio.run(run())
