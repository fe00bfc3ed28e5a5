from concurrent.futures import ThreadPoolExecutor


def outer(inner, n):
    return inner.submit(abs, -n).result()


def main():
    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1) as second:
        assert first.submit(outer, second, 3).result() == 3
