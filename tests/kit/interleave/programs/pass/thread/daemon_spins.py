import threading


def work():
    while True:
        pass


def main():
    threading.Thread(target=work, daemon=True).start()
