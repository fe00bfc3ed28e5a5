import asyncio

closed = []


async def numbers():
    try:
        for number in range(3):
            yield number
            await asyncio.sleep(0.1)
    finally:
        closed.append(1)


async def run():
    async for number in numbers():
        if number == 1:
            break
    else:
        raise AssertionError("not reached")


def main():
    asyncio.run(run())
    assert closed == [1]
