"""One after the other.

Caught by: test_folders_side_by_side_are_read_together
"""

def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    total, todo = 0, [root]
    while todo:
        folder = todo.pop()
        total += sum(folder.files())
        todo += folder.folders()
    return total
