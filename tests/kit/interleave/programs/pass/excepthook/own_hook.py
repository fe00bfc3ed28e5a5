import threading

seen = []


def hook(args):
    seen.append((args.exc_type, args.thread.name))


def main():
    threading.excepthook = hook
    t = threading.Thread(target=int, args=("x",), name="bad")
    t.start()
    t.join()
    assert seen == [(ValueError, "bad")]
