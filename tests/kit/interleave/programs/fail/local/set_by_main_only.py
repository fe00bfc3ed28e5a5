# fails: exception
# builds: default
# within: 1
import threading

settings = threading.local()
settings.user = "root"


def work():
    settings.user.upper()


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
