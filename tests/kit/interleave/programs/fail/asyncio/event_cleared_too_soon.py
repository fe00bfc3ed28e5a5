# fails: deadlock lost-wakeup
# builds: default
# within: 20
import asyncio


async def wait(event):
    await asyncio.sleep(0.1)
    await event.wait()


async def run():
    event = asyncio.Event()
    task = asyncio.create_task(wait(event))
    await asyncio.sleep(0.1)
    event.set()
    event.clear()
    await task


def main():
    asyncio.run(run())
