# fails: exception
# builds: default
# within: 1
from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        pass
    pool.submit(int)
