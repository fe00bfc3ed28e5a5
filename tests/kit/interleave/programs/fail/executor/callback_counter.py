# fails: assertion
# builds: free-threaded
# within: 100
from concurrent.futures import ThreadPoolExecutor

count = 0


def seen(_):
    global count
    count += 1


def main():
    with ThreadPoolExecutor(2) as pool:
        for i in range(2):
            pool.submit(int, i).add_done_callback(seen)
    assert count == 2
