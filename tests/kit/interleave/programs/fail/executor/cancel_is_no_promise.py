# fails: assertion
# builds: default
# within: 12
from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(int)
        assert future.cancel()
