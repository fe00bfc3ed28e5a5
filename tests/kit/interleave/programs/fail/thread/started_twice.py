# fails: exception
# builds: default
# within: 1
import threading


def main():
    t = threading.Thread(target=int)
    t.start()
    t.start()
