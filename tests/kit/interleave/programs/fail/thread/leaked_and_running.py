# fails: step-limit
# builds: default
# within: 1
import threading
import time


def work():
    while True:
        time.sleep(1)


def main():
    threading.Thread(target=work).start()
