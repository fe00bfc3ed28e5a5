# fails: exception
# builds: default
# within: 20
import asyncio

items = []


async def take(condition):
    async with condition:
        if not items:
            await condition.wait()
        items.pop()


async def run():
    condition = asyncio.Condition()
    takers = [asyncio.create_task(take(condition)) for _ in range(2)]
    await asyncio.sleep(0)
    async with condition:
        items.append(1)
        condition.notify_all()
    await asyncio.sleep(0)
    async with condition:
        items.append(2)
        condition.notify_all()
    await asyncio.gather(*takers)


def main():
    asyncio.run(run())
