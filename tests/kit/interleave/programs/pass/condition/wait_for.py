import threading

ready = threading.Condition()
items = []


def take():
    with ready:
        ready.wait_for(lambda: items)
        items.pop()


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for i in range(2):
        with ready:
            items.append(i)
            ready.notify()
    for t in threads:
        t.join()
    assert not items
