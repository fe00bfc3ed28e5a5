import asyncio
import threading

count = 0
lock = threading.Lock()


def add():
    global count
    with lock:
        count += 1


async def run():
    task = asyncio.create_task(asyncio.to_thread(add))
    await asyncio.sleep(0)
    add()
    await task
    assert count == 2


def main():
    asyncio.run(run())
