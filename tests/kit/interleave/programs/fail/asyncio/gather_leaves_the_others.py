# fails: assertion
# builds: default
# within: 20
import asyncio

closed = False
late = []


async def fails():
    raise ValueError("no")


async def writes():
    await asyncio.sleep(0.1)
    if closed:
        late.append(1)


async def run():
    global closed
    try:
        await asyncio.gather(fails(), writes())
    except ValueError:
        closed = True
    await asyncio.sleep(0.2)
    assert not late


def main():
    asyncio.run(run())
