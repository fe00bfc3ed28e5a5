# fails: exception
# builds: default
# within: 20
import asyncio


async def run():
    await asyncio.wait_for(asyncio.sleep(0.1), timeout=5)


def main():
    asyncio.run(run())
