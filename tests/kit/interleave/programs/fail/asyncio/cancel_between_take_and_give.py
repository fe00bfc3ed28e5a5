# fails: assertion
# builds: default
# within: 20
import asyncio

free = 2


async def use():
    global free
    free -= 1
    await asyncio.sleep(0.1)
    free += 1


async def run():
    try:
        await asyncio.wait_for(use(), timeout=1)
    except asyncio.TimeoutError:
        pass
    assert free == 2


def main():
    asyncio.run(run())
