# fails: assertion
# builds: default
# within: 60
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def main():
    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(int, i) for i in range(2))
        done, _ = wait([first, second], return_when=FIRST_COMPLETED)
        assert first in done
