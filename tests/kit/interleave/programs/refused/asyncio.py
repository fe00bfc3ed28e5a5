# refused: Unmodelled
import asyncio


def main():
    asyncio.run(asyncio.sleep(1))
