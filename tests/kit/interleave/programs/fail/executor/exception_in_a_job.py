# fails: exception
# builds: default
# within: 1
from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(2) as pool:
        pool.submit(int, "x").result()
