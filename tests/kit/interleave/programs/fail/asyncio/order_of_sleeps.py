# fails: assertion
# builds: default
# within: 20
import asyncio

log = []


async def step(name, seconds):
    await asyncio.sleep(seconds)
    log.append(name)


async def run():
    await asyncio.gather(step("first", 0.1), step("second", 0.2))
    assert log == ["first", "second"]


def main():
    asyncio.run(run())
