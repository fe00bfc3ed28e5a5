# fails: deadlock
# builds: default
# within: 2
import _thread

lock = _thread.allocate_lock()


def main():
    lock.acquire()
    lock.acquire()
