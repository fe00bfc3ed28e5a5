# fails: exception
# builds: default
# within: 1
import queue


def main():
    queue.Queue().task_done()
