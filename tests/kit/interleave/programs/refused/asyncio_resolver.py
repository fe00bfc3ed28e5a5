# refused: Unmodelled
import asyncio


async def resolve():
    loop = asyncio.get_running_loop()
    return await asyncio.gather(loop.getaddrinfo("example.org", 80), return_exceptions=True)


def main():
    asyncio.run(resolve())
