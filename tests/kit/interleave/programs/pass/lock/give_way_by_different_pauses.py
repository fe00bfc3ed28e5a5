# Gives way for different fixed times: each comes when the other is away. (Equal ones: see fail/lock/give_way_in_step.)
import threading
import time

a, b = threading.Lock(), threading.Lock()
done = []


def both(first, second, pause):
    while True:
        with first:
            if second.acquire(blocking=False):
                try:
                    done.append(pause)
                    return
                finally:
                    second.release()
        time.sleep(pause)


def main():
    threads = [threading.Thread(target=both, args=args) for args in ((a, b, 0.1), (b, a, 0.2))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(done) == [0.1, 0.2]
