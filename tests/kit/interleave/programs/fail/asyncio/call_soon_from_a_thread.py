# fails: deadlock
# builds: default
# within: 100
import asyncio
import threading


async def run():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon(future.set_result, 1))
    thread.start()
    await future
    thread.join()


def main():
    asyncio.run(run())
