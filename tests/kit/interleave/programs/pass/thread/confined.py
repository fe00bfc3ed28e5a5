import threading


def work(out):
    total = 0
    for i in range(3):
        total += i
    out.append(total)


def main():
    outs = [[], []]
    threads = [threading.Thread(target=work, args=(out,)) for out in outs]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert outs == [[3], [3]]
