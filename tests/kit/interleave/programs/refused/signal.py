# refused: Unmodelled
import signal


def main():
    signal.alarm(1)
