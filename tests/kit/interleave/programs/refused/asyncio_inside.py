# refused: Unmodelled
def main():
    from asyncio import run
