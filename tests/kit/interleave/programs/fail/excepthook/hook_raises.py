# fails: exception
# builds: default
# within: 1
import threading


def hook(args):
    raise RuntimeError("hook")


def main():
    threading.excepthook = hook
    t = threading.Thread(target=int, args=("x",))
    t.start()
    t.join()
