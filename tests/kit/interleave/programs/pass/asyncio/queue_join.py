import asyncio

done = []


async def worker(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0.1)
        done.append(item)
        queue.task_done()


async def run():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(queue)) for _ in range(2)]
    for item in range(2):
        queue.put_nowait(item)
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    assert sorted(done) == [0, 1]


def main():
    asyncio.run(run())
