import queue
import threading

q = queue.Queue()


def main():
    t = threading.Thread(target=q.put, args=(1,))
    t.start()
    while True:
        try:
            assert q.get(timeout=0.1) == 1
            break
        except queue.Empty:
            continue
    t.join()
