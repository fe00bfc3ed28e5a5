# fails: assertion
# builds: any
# within: 200
import asyncio

seen = []


def visit(name):
    if name not in seen:
        seen.append(name)


async def run():
    await asyncio.gather(asyncio.to_thread(visit, "a"), asyncio.to_thread(visit, "a"))
    assert seen == ["a"]


def main():
    asyncio.run(run())
