"""python -m bazar_desktop"""

import sys

from bazar_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
