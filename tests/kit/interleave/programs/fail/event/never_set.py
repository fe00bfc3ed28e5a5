# fails: deadlock
# builds: default
# within: 1
import threading


def main():
    threading.Event().wait()
