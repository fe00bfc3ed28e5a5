# refused: Unmodelled
def main():
    from concurrent.futures import ProcessPoolExecutor
