from concurrent.futures import ThreadPoolExecutor, as_completed


def main():
    with ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(abs, -n): n for n in range(3)}
        for future in as_completed(futures):
            assert future.result() == futures[future]
