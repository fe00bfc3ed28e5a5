import threading
import time

done = False


def work():
    global done
    time.sleep(1)
    done = True


def main():
    t = threading.Thread(target=work)
    t.start()
    while not done:
        time.sleep(0.01)
    t.join()
