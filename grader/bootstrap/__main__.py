"""Start: `python -I grader/bootstrap TASK [WORDS]`, in any Python from 3.8 on."""

import sys
from pathlib import Path

# Isolated mode (-I) leaves only this folder on the path; the checkout is what should be there.
sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from grader.bootstrap.tasks import main  # noqa: E402 - needs the path above

sys.exit(main(sys.argv[1:]))
