import sys
import threading


def main():
    t = threading.Thread(target=sys.exit, args=(1,))
    t.start()
    t.join()
