# fails: exception
# builds: default
# within: 1
import threading


def main():
    t = threading.Thread(target=lambda: threading.current_thread().join())
    t.start()
    t.join()
