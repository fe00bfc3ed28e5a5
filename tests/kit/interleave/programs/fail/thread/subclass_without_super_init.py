# fails: exception
# builds: default
# within: 1
import threading


class Worker(threading.Thread):
    def __init__(self):
        self.total = 0


def main():
    Worker().start()
