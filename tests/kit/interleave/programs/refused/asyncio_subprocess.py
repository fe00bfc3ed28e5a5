# refused: Unmodelled
import asyncio


async def run():
    try:
        await asyncio.create_subprocess_exec("true")
    except Exception:
        pass


def main():
    asyncio.run(run())
