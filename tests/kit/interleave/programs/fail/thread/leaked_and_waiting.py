# main is long done; a task that is no daemon waits for ever.
# fails: deadlock
# builds: default
# within: 1
import threading


def main():
    threading.Thread(target=threading.Event().wait).start()
