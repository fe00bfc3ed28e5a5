# fails: exception
# builds: default
# within: 12
from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result(timeout=5)
