# fails: assertion
# builds: free-threaded
# within: 100
from concurrent.futures import ThreadPoolExecutor

count = 0


def work(_):
    global count
    count += 1


def main():
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert count == 2
