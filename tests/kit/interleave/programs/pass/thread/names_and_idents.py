import threading


def main():
    names = []
    threads = [threading.Thread(target=lambda: names.append(threading.current_thread().name)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(names) == ["Thread-1 (<lambda>)", "Thread-2 (<lambda>)"]
    assert len({t.ident for t in threads} | {threading.get_ident()}) == 3
    assert threading.current_thread() is threading.main_thread()
    assert threading.active_count() == 1
