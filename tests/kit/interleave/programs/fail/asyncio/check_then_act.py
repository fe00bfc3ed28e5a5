# fails: assertion
# builds: default
# within: 20
import asyncio

balance = 100


async def withdraw(amount):
    global balance
    if balance >= amount:
        await asyncio.sleep(0.1)
        balance -= amount


async def run():
    await asyncio.gather(withdraw(80), withdraw(80))
    assert balance >= 0


def main():
    asyncio.run(run())
