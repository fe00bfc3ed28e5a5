# fails: exception
# builds: default
# within: 1
import threading


def down():
    down()


def main():
    t = threading.Thread(target=down)
    t.start()
    t.join()
