# fails: deadlock lost-wakeup
# builds: default
# within: 20
import asyncio


async def waits(condition):
    async with condition:
        await condition.wait()


async def notifies(condition):
    await asyncio.sleep(0.1)
    async with condition:
        condition.notify()


async def run():
    condition = asyncio.Condition()
    task = asyncio.create_task(notifies(condition))
    await asyncio.sleep(0.1)
    await waits(condition)
    await task


def main():
    asyncio.run(run())
