# refused: Unmodelled
from concurrent.futures import ProcessPoolExecutor


def main():
    with ProcessPoolExecutor(2) as pool:
        pool.submit(print)
