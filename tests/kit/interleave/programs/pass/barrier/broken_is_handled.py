import threading

gate = threading.Barrier(2)
ends = []


def work():
    try:
        gate.wait()
        ends.append("through")
    except threading.BrokenBarrierError:
        ends.append("broken")


def main():
    t = threading.Thread(target=work)
    t.start()
    gate.abort()
    t.join()
    assert ends == ["broken"]
