"""Threads that take the next URL themselves, under a lock, with a semaphore for how far ahead."""

import queue
import threading


def crawl(urls, fetch, workers=5):
    if workers < 1:
        raise ValueError("workers")
    return pages(urls, fetch, workers)


def pages(urls, fetch, workers):
    room, lock, out = threading.Semaphore(2 * workers), threading.Lock(), queue.Queue()
    seen, source, stop, trouble = set(), iter(urls), threading.Event(), []

    def take():
        for url in source:
            if url not in seen:
                seen.add(url)
                return url
        return None

    def work():
        while True:
            room.acquire()
            with lock:
                if stop.is_set():
                    break
                try:
                    url = take()
                except BaseException as error:
                    trouble.append(error)
                    url = None
                if url is None:
                    stop.set()
                    break
            try:
                page = fetch(url)
            except Exception as error:
                page = error
            out.put((url, page))
        room.release()
        out.put(None)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        left = workers
        while left:
            page = out.get()
            if page is None:
                left -= 1
                continue
            yield page
            room.release()
        if trouble:
            raise trouble[0]
    finally:
        stop.set()
        for _ in threads:
            room.release()
        for thread in threads:
            thread.join()
