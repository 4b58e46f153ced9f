"""python -m bazar_desktop.cli"""

import sys

from bazar_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
