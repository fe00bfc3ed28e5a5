import threading

errors = []


def work():
    try:
        int("x")
    except ValueError as error:
        errors.append(str(error))


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
    assert len(errors) == 1
