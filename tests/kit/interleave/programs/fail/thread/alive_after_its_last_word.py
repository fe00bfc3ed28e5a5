# fails: assertion
# builds: default
# within: 40
import threading

said = threading.Event()


def main():
    t = threading.Thread(target=said.set)
    t.start()
    said.wait()
    assert not t.is_alive()
