# fails: assertion
# builds: default
# within: 20
import asyncio

saved = []


async def save(item):
    await asyncio.sleep(0.1)
    saved.append(item)


async def run():
    asyncio.create_task(save(1))
    await asyncio.sleep(0.1)
    return saved


def main():
    assert asyncio.run(run()) == [1]
