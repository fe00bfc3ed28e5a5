# fails: step-limit livelock
# builds: default
# within: 600
import threading

done = False


def work():
    while not done:
        pass


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
