# refused: Unmodelled
import multiprocessing.pool


def main():
    try:
        multiprocessing.pool.ThreadPool(2)
    except Exception:
        pass
