"""A pool of three workers squares five numbers."""

from concurrent.futures import ThreadPoolExecutor


def square(number: int) -> int:
    return number * number


def main() -> list[int]:
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(square, range(5)))
