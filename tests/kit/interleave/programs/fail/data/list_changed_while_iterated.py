# fails: assertion
# builds: any
# within: 8
import threading


def main():
    numbers = [1, 2, 3]

    def drop():
        numbers.pop(0)

    t = threading.Thread(target=drop)
    t.start()
    seen = []
    for number in numbers:
        seen.append(number)
    t.join()
    assert seen in ([1, 2, 3], [2, 3])
