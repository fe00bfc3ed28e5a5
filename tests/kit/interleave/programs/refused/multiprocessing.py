# refused: Unmodelled
def main():
    import multiprocessing.pool
