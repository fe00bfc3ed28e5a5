# fails: exception
# builds: default
# within: 6
from concurrent.futures import ThreadPoolExecutor


def broken():
    raise ValueError


def main():
    with ThreadPoolExecutor(1, initializer=broken) as pool:
        pool.submit(int).result()
