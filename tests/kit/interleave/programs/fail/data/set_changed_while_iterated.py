# fails: exception
# builds: default
# within: 8
import threading

members = {1, 2, 3}


def leave():
    members.discard(3)


def main():
    t = threading.Thread(target=leave)
    t.start()
    for member in members:
        print(member)
    t.join()
