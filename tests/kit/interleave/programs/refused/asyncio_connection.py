# refused: Unmodelled
import asyncio


async def fetch():
    reader, writer = await asyncio.open_connection("example.org", 80)
    return await reader.read()


def main():
    asyncio.run(fetch())
