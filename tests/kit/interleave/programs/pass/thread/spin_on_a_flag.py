import threading

done = False


def work():
    global done
    done = True


def main():
    t = threading.Thread(target=work)
    t.start()
    while not done:
        pass
    t.join()
