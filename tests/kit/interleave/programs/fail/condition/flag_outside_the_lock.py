# fails: lost-wakeup
# builds: default
# within: 30
import threading

ready = threading.Condition()
done = False


def wait():
    with ready:
        while not done:
            ready.wait()


def main():
    global done
    t = threading.Thread(target=wait)
    t.start()
    with ready:
        ready.notify()
    done = True
    t.join()
