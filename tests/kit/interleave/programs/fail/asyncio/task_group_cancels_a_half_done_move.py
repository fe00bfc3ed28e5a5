# fails: assertion
# builds: default
# within: 20
import asyncio

a, b = 10, 0


async def move():
    global a, b
    a -= 1
    await asyncio.sleep(0.1)
    b += 1


async def fails():
    await asyncio.sleep(0.1)
    raise ValueError("no")


async def run():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(move())
            group.create_task(fails())
    except* ValueError:
        pass
    assert a + b == 10


def main():
    asyncio.run(run())
