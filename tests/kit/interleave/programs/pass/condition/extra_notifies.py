import threading

ready = threading.Condition()
items = []


def take():
    with ready:
        while not items:
            ready.wait()
        items.pop()
        ready.notify_all()


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for item in range(2):
        with ready:
            items.append(item)
            ready.notify_all()
    for t in threads:
        t.join()
    assert not items
