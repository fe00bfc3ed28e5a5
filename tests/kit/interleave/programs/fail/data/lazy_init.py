# fails: assertion
# builds: default
# within: 8
import threading

instance = None
made = []


class Service:
    def __init__(self):
        made.append(1)


def get():
    global instance
    if instance is None:
        instance = Service()
    return instance


def main():
    threads = [threading.Thread(target=get) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(made) == 1
