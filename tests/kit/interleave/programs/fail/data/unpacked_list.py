# fails: exception
# builds: any
# within: 6
import threading

pair = [1, 2]


def look():
    a, b = pair
    return a + b


def main():
    t = threading.Thread(target=look)
    t.start()
    pair.append(3)
    t.join()
