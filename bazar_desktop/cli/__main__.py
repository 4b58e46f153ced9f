"""python -m bazar_desktop.cli"""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()  # in a bundle a process beside (reading, sealing) begins here, and needs no command
    from bazar_desktop.cli.main import main

    sys.exit(main())
