# fails: lost-wakeup
# builds: any
# within: 60
# The second round's notify may come while the worker is still busy with the first.
import threading

tick = threading.Condition()
rounds = []


def work():
    for number in range(2):
        with tick:
            tick.wait()
        rounds.append(number)


def main():
    t = threading.Thread(target=work)
    t.start()
    for _ in range(2):
        with tick:
            tick.notify()
    t.join()
