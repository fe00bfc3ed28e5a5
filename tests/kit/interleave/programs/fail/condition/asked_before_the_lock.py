# fails: lost-wakeup
# builds: any
# within: 60
import threading

ready = threading.Condition()
done = False


def wait():
    if not done:
        with ready:
            ready.wait()


def main():
    global done
    t = threading.Thread(target=wait)
    t.start()
    with ready:
        done = True
        ready.notify()
    t.join()
