# fails: deadlock
# builds: default
# within: 20
import asyncio


async def run():
    tasks = []

    async def wait_for_task(number):
        await tasks[number]

    tasks.append(asyncio.create_task(wait_for_task(1)))
    tasks.append(asyncio.create_task(wait_for_task(0)))
    await asyncio.wait(tasks)


def main():
    asyncio.run(run())
