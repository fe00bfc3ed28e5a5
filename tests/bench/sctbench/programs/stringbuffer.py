"""One text is appended to another while it is shortened.

Wrong: its length is asked under its lock, its characters later.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class StringBuffer:
    def __init__(self, text):
        self.text = text
        self.length = len(text)
        self.lock = threading.RLock()

    def size(self):
        with self.lock:
            return self.length

    def characters(self, end):
        with self.lock:
            if end > self.length:
                raise IndexError(end)
            return self.text[:end]

    def erase(self, start, end):
        with self.lock:
            self.text = self.text[:start] + self.text[end:]
            self.length = len(self.text)

    def append(self, other):
        with self.lock:
            size = other.size()
            self.text += other.characters(size)
            self.length += size

    def append_at_once(self, other):
        with self.lock, other.lock:
            self.append(other)


def buggy():
    one, two = StringBuffer("ab"), StringBuffer("cde")
    run(lambda: one.append(two), lambda: two.erase(0, 3))


def fixed():
    one, two = StringBuffer("ab"), StringBuffer("cde")
    run(lambda: one.append_at_once(two), lambda: two.erase(0, 3))
    assert one.length == len(one.text)
