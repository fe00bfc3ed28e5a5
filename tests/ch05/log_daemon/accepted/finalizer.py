"""weakref.finalize calls at the end of the program what nobody has called before; the thread knows no LogWriter."""

import collections
import threading
import weakref


def write(path, lines, changed, state):
    with open(path, "ab", buffering=0) as file:
        while True:
            with changed:
                while not lines and not state["closed"]:
                    changed.wait()
                if not lines:
                    return
                batch = list(lines)
                lines.clear()
            file.write("".join(f"{line}\n" for line in batch).encode())


def shut(thread, changed, state):
    with changed:
        state["closed"] = True
        changed.notify_all()
    thread.join()


class LogWriter:
    def __init__(self, path):
        self.lines, self.changed, self.state = collections.deque(), threading.Condition(), {"closed": False}
        self.thread = threading.Thread(target=write, args=(path, self.lines, self.changed, self.state), daemon=True)
        self.thread.start()
        weakref.finalize(self, shut, self.thread, self.changed, self.state)

    def log(self, line):
        if line.find("\n") >= 0:
            raise ValueError
        with self.changed:
            if self.state["closed"]:
                raise RuntimeError
            self.lines.append(line)
            self.changed.notify_all()

    def close(self):
        shut(self.thread, self.changed, self.state)
