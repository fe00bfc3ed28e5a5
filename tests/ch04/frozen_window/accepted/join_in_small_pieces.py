"""A subclass of Thread that remembers; join with a timeout."""

from threading import Thread


class Loader(Thread):
    def __init__(self, load):
        super().__init__(daemon=True)
        self.load = load
        self.data = self.error = None

    def run(self):
        try:
            self.data = self.load()
        except Exception as error:
            self.error = error


def run_app(ui, load):
    loader = Loader(load)
    loader.start()
    while loader.is_alive():
        ui.tick()
        if ui.closed():
            return
        loader.join(timeout=0.09)
    if loader.error is not None:
        ui.error(loader.error)
        return
    ui.show(loader.data)
