# fails: deadlock
# builds: default
# within: 1
import queue


def main():
    queue.SimpleQueue().get()
