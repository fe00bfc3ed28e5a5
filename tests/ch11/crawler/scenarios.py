"""A web that notes what is fetched when, how much is open, and how far ahead the URLs were read."""

import contextlib
import itertools
import threading

from grader.worker.stage import Probe, attempt, checkpoint, fetch, now


class Trouble(Exception):
    """Raised by fetch for some pages, or by the list of URLs."""


class Web:
    """Pages, and what happens to them; each note is a scheduling point."""

    def __init__(self, urls, broken=(), door=None):
        self.addresses, self.broken, self.door = urls, broken, door
        self.probe, self.errors, self.ended = Probe(), {}, 0
        self.taken, self.out, self.ahead = set(), 0, 0

    def urls(self):
        for number, url in enumerate(self.addresses):
            if number == self.door:
                raise Trouble(url)
            checkpoint()
            self.taken.add(url)
            self.ahead = max(self.ahead, len(self.taken) - self.out)
            yield url

    def fetch(self, url):
        self.probe(url)
        checkpoint()
        self.ended += 1
        if url in self.broken:
            self.errors[url] = Trouble(url)
            raise self.errors[url]
        return url.encode()

    def look(self, pair):
        """Take note of a pair that has come out, and say what it is."""
        self.out += 1
        url, page = pair
        if isinstance(page, Exception):
            return [url, "its exception" if page is self.errors.get(url) else type(page).__name__]
        return [url, page.decode() if type(page) is bytes else type(page).__name__]

    def seen(self):
        probe = self.probe
        return {"fetched": sorted(probe.order), "ended": self.ended, "peak": probe.peak, "ahead": self.ahead}


def visit(student, urls, workers, broken=(), door=None):
    """All pages, and what was seen of the web when there were no more."""
    web, pages = Web(urls, broken, door), []
    try:
        pages.extend(web.look(pair) for pair in student.crawl(web.urls(), web.fetch, workers))
    except Trouble:
        return {"pages": sorted(pages), "raised": True, **web.seen()}
    return {"pages": sorted(pages), "raised": False, **web.seen()}


def leave(student, urls, workers, stop):
    """Take some pages, then close."""
    web = Web(urls)
    pages = student.crawl(web.urls(), web.fetch, workers)
    for _ in range(stop):
        web.look(next(pages))
    pages.close()
    return web.seen()


def timetable(student, seconds, workers=None):
    """When does which page come? The URL of each is its place in the list."""
    start, durations = now(), {str(number): each for number, each in enumerate(seconds)}

    def load(url):
        fetch(url, durations[url])
        return url.encode()

    workers = {} if workers is None else {"workers": workers}
    return [[int(page), round(now() - start, 6)] for _, page in student.crawl(iter(durations), load, **workers)]


def close_at_once(student, seconds, workers):
    """Close after the first page: how long does it take, and how much was fetched?"""
    start, begun = now(), []

    def load(url):
        begun.append(url)
        fetch(url, seconds[int(url)])
        return url.encode()

    pages = student.crawl(map(str, range(len(seconds))), load, workers)
    next(pages)
    pages.close()
    return {"closed": round(now() - start, 6), "begun": len(begun)}


def endless(student, workers):
    """URLs without an end, of which we want five pages."""
    web = Web(map(str, itertools.count()))
    pages = student.crawl(web.urls(), web.fetch, workers)
    found = [web.look(next(pages))[0] for _ in range(5)]
    pages.close()
    return {"distinct": len(set(found)), **web.seen()}


def no_workers(student):
    """The call alone, without next()."""
    web = Web(["a"])
    answers = [attempt(student.crawl, web.urls(), web.fetch, workers) for workers in (0, -1)]
    return [[list(answer), answer.get("raised")] for answer in answers] + [len(web.taken)]


def real_server(student):
    """Forty pages from a server on this machine."""
    import http.client
    import http.server
    import socket
    import struct

    class Site(http.server.BaseHTTPRequestHandler):
        """Page n has n letters; one is not there, and one breaks off."""

        def do_GET(self):
            number = int(self.path[1:])
            if number == 7:
                self.send_error(404)
            elif number == 23:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            else:
                self.send_response(200)
                self.send_header("Content-Length", str(number))
                self.end_headers()
                self.wfile.write(b"x" * number)

        def log_message(self, *_):
            """Nothing."""

        def finish(self):
            with contextlib.suppress(OSError, ValueError):  # the one that breaks off
                super().finish()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()

    def load(url):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        try:
            connection.request("GET", url)
            answer = connection.getresponse()
            if answer.status != 200:
                raise Trouble(answer.status)
            return answer.read()
        finally:
            connection.close()

    try:
        pages = list(student.crawl([f"/{number}" for number in range(40)], load, 4))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    return sorted(
        [int(url[1:]), len(page) if type(page) is bytes else isinstance(page, Exception)] for url, page in pages
    )
