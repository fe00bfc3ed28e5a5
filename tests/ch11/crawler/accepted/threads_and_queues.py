"""Threads of our own, which are told when to end; an iterator that is no generator."""

import queue
import threading


class Crawl:
    def __init__(self, urls, fetch, workers):
        self.urls, self.fetch, self.workers = iter(urls), fetch, workers
        self.seen, self.threads, self.open, self.over = set(), [], 0, False
        self.todo, self.pages = queue.Queue(), queue.Queue()

    def work(self):
        while (url := self.todo.get()) is not None:
            try:
                self.pages.put((url, self.fetch(url)))
            except Exception as error:
                self.pages.put((url, error))

    def __iter__(self):
        return self

    def __next__(self):
        if self.over:
            raise StopIteration
        try:
            while self.open < self.workers:
                url = next(self.urls)
                if url not in self.seen:
                    self.seen.add(url)
                    self.todo.put(url)
                    self.open += 1
                    if len(self.threads) < self.workers:
                        self.threads.append(threading.Thread(target=self.work))
                        self.threads[-1].start()
        except StopIteration:
            if not self.open:
                self.close()
                raise
        except BaseException:
            self.close()
            raise
        page = self.pages.get()
        self.open -= 1
        return page

    def close(self):
        if not self.over:
            self.over = True
            try:
                while True:
                    self.todo.get_nowait()
            except queue.Empty:
                pass
            for _ in self.threads:
                self.todo.put(None)
            for thread in self.threads:
                thread.join()


def crawl(urls, fetch, workers=5):
    if workers < 1:
        raise ValueError("workers")
    return Crawl(urls, fetch, workers)
