# fails: deadlock
# builds: default
# within: 2
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)


def inner():
    return 1


def outer():
    return pool.submit(inner).result()


def main():
    assert pool.submit(outer).result() == 1
