# fails: exception
# builds: default
# within: 1
import threading


def main():
    threading.Lock().release()
