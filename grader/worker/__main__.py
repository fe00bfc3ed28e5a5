"""The file a worker starts from: by path, because no directory of the kit may be on a student's ``sys.path``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    _root = str(Path(__file__).resolve().parent.parent.parent)
    sys.path.insert(0, _root)
    if sys.argv[1] == "--serve":
        from grader.worker.forkserver import serve

        sys.path.remove(_root)
        serve(int(sys.argv[2]))
    from grader.worker.main import main

    sys.path.remove(_root)
    main(sys.argv[1:])
