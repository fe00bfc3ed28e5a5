# fails: deadlock
# builds: default
# within: 20
import asyncio
import threading

lock = threading.Lock()


async def work():
    with lock:
        await asyncio.sleep(0.1)


async def run():
    await asyncio.gather(work(), work())


def main():
    asyncio.run(run())
