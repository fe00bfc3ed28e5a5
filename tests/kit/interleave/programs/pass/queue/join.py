import queue
import threading

q = queue.Queue()
done = []


def work():
    while True:
        n = q.get()
        done.append(n)
        q.task_done()


def main():
    for _ in range(2):
        threading.Thread(target=work, daemon=True).start()
    for n in range(3):
        q.put(n)
    q.join()
    assert sorted(done) == [0, 1, 2]
