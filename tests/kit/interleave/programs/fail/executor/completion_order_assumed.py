# fails: assertion
# builds: default
# within: 60
from concurrent.futures import ThreadPoolExecutor, as_completed


def main():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(int, i) for i in range(2)]
        results = [f.result() for f in as_completed(futures)]
    assert results == [0, 1]
