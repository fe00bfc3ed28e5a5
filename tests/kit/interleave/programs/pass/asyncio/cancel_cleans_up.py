import asyncio

free = 1


async def use():
    global free
    free -= 1
    try:
        await asyncio.sleep(0.1)
    finally:
        free += 1


async def run():
    try:
        await asyncio.wait_for(use(), timeout=1)
    except asyncio.TimeoutError:
        pass
    assert free == 1


def main():
    asyncio.run(run())
