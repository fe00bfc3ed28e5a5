import threading

ready = threading.Condition()
items = []


def take():
    with ready:
        while not items:
            ready.wait(0.5)
        items.pop()


def main():
    t = threading.Thread(target=take)
    t.start()
    with ready:
        items.append(1)
        ready.notify()
    t.join()
