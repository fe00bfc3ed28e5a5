# Two events, one for each direction: nobody clears what another one waits for.
import threading

ball, back = threading.Event(), threading.Event()


def play():
    for _ in range(2):
        ball.wait()
        ball.clear()
        back.set()


def main():
    t = threading.Thread(target=play)
    t.start()
    for _ in range(2):
        ball.set()
        back.wait()
        back.clear()
    t.join()
