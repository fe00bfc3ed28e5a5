# fails: deadlock
# builds: default
# within: 100
import asyncio
import threading


async def run():
    future = asyncio.get_running_loop().create_future()
    thread = threading.Thread(target=future.set_result, args=(1,))
    thread.start()
    await future
    thread.join()


def main():
    asyncio.run(run())
