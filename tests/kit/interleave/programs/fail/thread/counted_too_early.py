# fails: assertion
# builds: default
# within: 40
import threading


def main():
    t = threading.Thread(target=lambda: None)
    t.start()
    assert threading.active_count() == 1
