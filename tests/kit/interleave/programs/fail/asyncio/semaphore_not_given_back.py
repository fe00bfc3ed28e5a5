# fails: deadlock
# builds: default
# within: 20
import asyncio


async def use(semaphore, fails):
    await semaphore.acquire()
    if fails:
        raise ValueError("no")
    semaphore.release()


async def run():
    semaphore = asyncio.Semaphore(1)
    await asyncio.gather(use(semaphore, True), use(semaphore, False), return_exceptions=True)


def main():
    asyncio.run(run())
