# The instance is published before it is filled.
# fails: exception
# builds: default
# within: 60
import threading

lock = threading.Lock()
instance = None


class Service:
    def fill(self):
        self.ready = True


def get():
    global instance
    if instance is None:
        with lock:
            if instance is None:
                instance = Service()
                instance.fill()
    return instance.ready


def main():
    threads = [threading.Thread(target=get) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
