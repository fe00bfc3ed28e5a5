import asyncio


async def fails(seconds):
    await asyncio.sleep(seconds)
    raise ValueError(seconds)


async def run():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(0.1))
            group.create_task(fails(0.2))
    except* ValueError as caught:
        assert 1 <= len(caught.exceptions) <= 2
    else:
        raise AssertionError("no error")


def main():
    asyncio.run(run())
