import threading

said = threading.Event()


def main():
    t = threading.Thread(target=said.set)
    t.start()
    said.wait()
    before = t.is_alive(), threading.active_count(), len(threading.enumerate())
    assert before in {(True, 2, 2), (True, 2, 1), (True, 1, 1), (False, 1, 1)}
    t.join()
    assert (t.is_alive(), threading.active_count()) == (False, 1)
