from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(int, "x")
        assert isinstance(future.exception(), ValueError)
