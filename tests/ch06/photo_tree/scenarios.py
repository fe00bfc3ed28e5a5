"""Albums in albums, and threads that add, count and rename."""

from functools import partial

from grader.worker.stage import attempt, checkpoint, run_together

WEIGHTS = {"a": 1, "b": 10, "c": 100}


class Refused(Exception):
    """Raised by a function that was given to an album, or in a transaction."""


def weigh(photo):
    checkpoint("size_of")
    return WEIGHTS.get(photo, 0)


def names(album):
    """The photos of the album and all below, sorted."""
    found = []

    def note(photo):
        checkpoint("size_of")
        found.append(photo)
        return 0

    album.size(note)
    return sorted(found)


def filled(student, *photos):
    album = student.Album()
    for photo in photos:
        album.add(photo)
    return album


def nested(student):
    """One thread, calls inside calls; afterwards another thread adds one more photo."""
    root, child = student.Album(), student.Album()
    with root.transaction():
        root.add("a")
        root.add_album(child)
        with root.transaction():
            child.add("b")
            inside = [root.count(), child.count(), root.size(weigh)]
        root.rename_all(str.upper)
        root.add("c")
    child.add_album(filled(student, "d", "e"))
    run_together(partial(root.add, "f"))
    return {"inside": inside, "count": root.count(), "names": names(root)}


def counting(student):
    """Two tasks add, one weighs the tree meanwhile; each album holds one photo of no weight from the start."""
    root, left, right = (filled(student, "-") for _ in range(3))
    root.add_album(left)
    root.add_album(right)

    def adder():
        left.add("a")
        right.add("b")

    _, _, weight = run_together(adder, partial(root.add, "c"), partial(root.size, weigh))
    return {"weight": weight, "count": root.count()}


def counted(student):
    """A leaf album: counted in its own right by one task while another adds; then both once more."""
    album = student.Album()
    _, seen = run_together(partial(album.add, "a"), album.count)
    return {"seen": seen, "count": album.count()}


def transaction(student):
    """One task adds two photos in a transaction; others count, add and count from above."""
    top, album = student.Album(), student.Album()
    top.add_album(album)
    inside = []

    def owner():
        with album.transaction():
            inside.append(album.count())
            album.add("a")
            checkpoint("in the transaction")
            inside.append(album.count())
            album.add("b")
            inside.append(album.count())

    _, below, above = run_together(owner, album.count, top.count)
    return {"inside": inside, "seen": [below, above], "count": top.count()}


def transaction_and_adder(student):
    """One task adds two photos in a transaction, another adds one photo."""
    album = student.Album()
    inside = []

    def owner():
        with album.transaction():
            for photo in "ab":
                inside.append(album.count())
                album.add(photo)
            inside.append(album.count())

    run_together(owner, partial(album.add, "c"))
    return {"grown": [n - inside[0] for n in inside], "count": album.count()}


def failed_transaction(student):
    """The block of a transaction raises; another task wants to add a photo."""
    album = student.Album()

    def block():
        with album.transaction():
            album.add("a")
            raise Refused

    raised, _ = run_together(partial(attempt, block), partial(album.add, "b"))
    return {"raised": raised, "names": names(album)}


def failing_rename(student):
    """fn refuses the last photo of the child; another task adds to the child when that is over."""
    root, child = filled(student, "a", "b"), filled(student, "c", "d")
    root.add_album(child)

    def fn(photo):
        if photo == "d":
            raise Refused
        return photo.upper()

    raised = attempt(root.rename_all, fn)
    run_together(partial(child.add, "e"))
    return {"raised": raised, "child": names(child), "root": names(root)}


def renaming(student):
    """One task renames two photos, one adds a photo, one looks."""
    album = filled(student, "a", "b")

    def upper(photo):
        checkpoint("fn")
        return photo.upper()

    _, _, seen = run_together(partial(album.rename_all, upper), partial(album.add, "c"), partial(names, album))
    return {"seen": seen, "names": names(album)}


def shared_child(student):
    """Two albums hold the same two albums in opposite orders; both are counted while a photo is added."""
    one, two, x, y = (student.Album() for _ in range(4))
    for parent, children in ((one, (x, y)), (two, (y, x))):
        for child in children:
            parent.add_album(child)
    first, second, _ = run_together(one.count, two.count, partial(x.add, "a"))
    return {"seen": [first, second], "counts": [one.count(), two.count()]}


def circle(student):
    """Two albums are put into each other at the same time."""
    a, b = student.Album(), student.Album()
    return run_together(partial(attempt, a.add_album, b), partial(attempt, b.add_album, a))


def no_circle(student):
    """One thread tries circles of one and of three albums; what was built before still counts."""
    a, b, c = filled(student, "a"), filled(student, "b"), filled(student, "c")
    fine = [attempt(a.add_album, b), attempt(b.add_album, c)]
    circles = [attempt(a.add_album, a), attempt(c.add_album, a), attempt(c.add_album, b)]
    run_together(partial(c.add, "d"))
    return {"fine": fine, "circles": circles, "counts": [a.count(), b.count(), c.count()]}
