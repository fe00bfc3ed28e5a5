# fails: assertion
# builds: default
# within: 20
from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(int)
        assert future.running()
