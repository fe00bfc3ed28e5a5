# Two attributes that belong together are read while the other task has written one of them.
# fails: assertion
# builds: free-threaded
# within: 12
import threading


class Point:
    def __init__(self):
        self.x = self.y = 0

    def move(self):
        self.x = 1
        self.y = 1


def main():
    point = Point()
    t = threading.Thread(target=point.move)
    t.start()
    seen = (point.x, point.y)
    t.join()
    assert seen in {(0, 0), (1, 1)}
