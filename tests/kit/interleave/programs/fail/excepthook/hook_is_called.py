# fails: assertion
# builds: default
# within: 1
import threading

seen = []


def main():
    threading.excepthook = lambda args: seen.append(args.exc_type)
    t = threading.Thread(target=int, args=("x",))
    t.start()
    t.join()
    assert seen == []
