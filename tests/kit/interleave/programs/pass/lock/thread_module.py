import _thread

lock = _thread.allocate_lock()
ended = _thread.allocate_lock()
count = 0


def work():
    global count
    with lock:
        count += 1
    ended.release()


def main():
    ended.acquire()
    _thread.start_new_thread(work, ())
    ended.acquire()
    assert count == 1
