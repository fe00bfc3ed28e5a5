import asyncio

items = []


async def take(condition):
    async with condition:
        await condition.wait_for(lambda: items)
        return items.pop()


async def put(condition, item):
    await asyncio.sleep(0.1)
    async with condition:
        items.append(item)
        condition.notify()


async def run():
    condition = asyncio.Condition()
    await asyncio.gather(take(condition), put(condition, 1), take(condition), put(condition, 2))
    assert not items


def main():
    asyncio.run(run())
