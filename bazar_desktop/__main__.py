"""python -m bazar_desktop"""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()  # in a bundle a process beside (reading, sealing) begins here, and needs no window
    from bazar_desktop.app import main

    sys.exit(main())
