import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


async def work(mine):
    name.set(mine)
    await asyncio.sleep(0.1)
    assert name.get() == mine


async def run():
    await asyncio.gather(work("a"), work("b"))
    assert name.get() == "nobody"


def main():
    asyncio.run(run())
