# fails: exception
# builds: any
# within: 20
import threading

gate = threading.Barrier(2)


def work():
    gate.wait()


def main():
    t = threading.Thread(target=work)
    t.start()
    gate.reset()
    gate.abort()
    gate.wait()
    t.join()
