"""A queue of chunks, a list of counts, and one merge at the end by the caller."""

import queue
import threading
from collections import Counter


def count_words(chunks, workers, total):
    if workers <= 0:
        raise ValueError("who is to do it?")
    waiting = queue.Queue()
    for pair in enumerate(chunks):
        waiting.put(pair)
    results, mistakes = [], []

    class Worker(threading.Thread):
        def run(self):
            self.own = {}
            while True:
                try:
                    number, chunk = waiting.get_nowait()
                except queue.Empty:
                    break
                try:
                    for word in chunk.words():
                        self.own[word] = self.own.get(word, 0) + 1
                except Exception as mistake:
                    mistakes.append((number, mistake))

    team = [Worker() for _ in range(workers)]
    for each in team:
        each.start()
    for each in team:
        each.join()
    everything = Counter()
    for each in team:
        everything.update(each.own)
    for word in everything:
        total.add(word, everything[word])
    if mistakes:
        raise sorted(mistakes, key=lambda pair: pair[0])[0][1]
