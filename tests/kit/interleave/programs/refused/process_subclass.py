# refused: Unmodelled
import multiprocessing


class Child(multiprocessing.Process):
    def run(self):
        pass


def main():
    Child().start()
