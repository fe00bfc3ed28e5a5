import threading

lock = threading.Lock()
instance = None
made = []


def get():
    global instance
    with lock:
        if instance is None:
            made.append(1)
            instance = object()
        return instance


def main():
    threads = [threading.Thread(target=get) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert made == [1]
