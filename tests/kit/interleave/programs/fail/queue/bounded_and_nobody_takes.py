# fails: deadlock
# builds: default
# within: 1
import queue


def main():
    q = queue.Queue(maxsize=1)
    q.put(1)
    q.put(2)
