"""run stays as it is: the target that Thread gets is a wrapper; result joins."""

import threading


class ResultThread(threading.Thread):
    def __init__(self, fn, *args, **kwargs):
        self.box = []

        def work():
            try:
                self.box.append((fn(*args, **kwargs), None))
            except BaseException as error:
                self.box.append((None, error))

        super().__init__(target=work)

    def result(self, timeout=None):
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError("not yet")
        value, error = self.box[0]
        if error is not None:
            raise error
        return value

    def done(self):
        return self.ident is not None and not self.is_alive()
