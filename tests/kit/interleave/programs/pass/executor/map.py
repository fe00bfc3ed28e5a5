from concurrent.futures import ThreadPoolExecutor


def square(n):
    return n * n


def main():
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(square, range(3))) == [0, 1, 4]
