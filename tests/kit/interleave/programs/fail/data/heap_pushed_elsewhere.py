# fails: assertion
# builds: any
# within: 8
import heapq
import threading

heap = []


def work():
    heapq.heappush(heap, 1)


def main():
    t = threading.Thread(target=work)
    t.start()
    assert len(heap) == 1
    t.join()
