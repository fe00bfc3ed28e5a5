# fails: exception
# builds: default
# within: 20
import threading

barrier = threading.Barrier(2)


def main():
    t = threading.Thread(target=barrier.wait)
    t.start()
    barrier.abort()
    t.join()
