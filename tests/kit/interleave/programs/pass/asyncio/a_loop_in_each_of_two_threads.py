import asyncio
import threading

found = []


async def work(x):
    await asyncio.sleep(0.1)
    return x


def run(x):
    found.append(asyncio.run(work(x)))


def main():
    threads = [threading.Thread(target=run, args=(x,)) for x in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 1]
