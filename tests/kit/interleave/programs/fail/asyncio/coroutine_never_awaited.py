# fails: assertion
# builds: default
# within: 20
import asyncio

done = []


async def work():
    done.append(1)


async def run():
    work()
    assert done


def main():
    asyncio.run(run())
