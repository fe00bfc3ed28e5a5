import asyncio
import threading


async def run():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(future.set_result, 1))
    thread.start()
    assert await future == 1
    thread.join()


def main():
    asyncio.run(run())
