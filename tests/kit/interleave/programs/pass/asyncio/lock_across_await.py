import asyncio

balance = 100


async def withdraw(lock, amount):
    global balance
    async with lock:
        if balance >= amount:
            await asyncio.sleep(0.1)
            balance -= amount


async def run():
    lock = asyncio.Lock()
    await asyncio.gather(withdraw(lock, 80), withdraw(lock, 80))
    assert balance == 20


def main():
    asyncio.run(run())
