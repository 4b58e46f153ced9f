"""Ends an office at work in many ways and looks at what is left: killed, a system call that fails, a full disk.

`python -m tests.crash.forge KIND COUNT SEED FOLDER` prints one line of JSON. Everything is imported and every phase is
worked out once; a round is a fork that opens a copy of the store and works until it is stopped.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.files import MachineError
from tests.crash.phases import PHASES, NotAllRead, Office, Scenes, each_write_told, goes_on, scenes

PR_SET_PTRACER, ANYBODY = 0x59616D61, -1
ERRORS = {
    "pwrite64": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO",),
    "fsync": ("EIO",),
    "pread64": ("EIO",),
    "openat": ("EACCES", "EIO", "ENOSPC"),
    "rename": ("EACCES", "ENOSPC"),
    "unlink": ("EACCES", "EIO"),
}
CALLS = tuple(ERRORS)
Stop = Callable[[int, int], bytes]
PATIENCE = 60  # seconds, after which a round counts as hanging


@dataclass
class Round:
    """What one round told before it ended: durable transactions, and how it ended itself."""

    told: int
    ended: str


class Forge:
    """Runs rounds over the scenes, and keeps count of how they went."""

    def __init__(self, made: Scenes, folder: Path, chance: random.Random) -> None:
        self.made, self.folder, self.chance = made, folder, chance
        self.went: Counter[str] = Counter()
        self.number = 0

    def new_round(self) -> tuple[str, Path]:
        """Choose a phase and lay its store into a new folder."""
        self.number += 1
        phase = self.chance.choice(list(PHASES))
        place = self.folder / f"r{self.number}"
        self.made.lay(phase, place)
        return phase, place

    def fork(self, work: Callable[[Office], None], place: Path, stop: Stop, *, waits: bool = False) -> Round:
        """Let a child do `work` in `place`; `stop(pid, pipe)` is called as it begins and gives what it read."""
        told, tell = os.pipe()
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            os.close(go)
            self._work(work, place, tell, ready if waits else -1)
        os.close(tell)
        os.close(ready)
        try:
            heard = stop(child, told)
            os.close(go)
            while part := os.read(told, 4096):
                heard += part
        finally:
            os.close(told)
            _, status = os.waitpid(child, 0)
        ended = heard.decode().partition("|")[2]
        if os.WIFSIGNALED(status):
            ended = "killed"
        return Round(heard.count(b"."), ended)

    def _work(self, work: Callable[[Office], None], place: Path, tell: int, ready: int) -> None:
        ended = "done"
        try:
            ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)
            if ready >= 0:
                os.read(ready, 1)  # until somebody watches
            signal.alarm(PATIENCE)
            office = self.made.office_at(place)
            with each_write_told(lambda _action: os.write(tell, b".")):
                work(office)
        except (MachineError, BazarError) as error:
            ended = f"named {error.code}"
        except OSError as error:
            ended = f"named {type(error).__name__}"
        except BaseException as error:
            ended = f"unnamed {type(error).__name__}"
        finally:
            os.write(tell, f"|{ended}".encode())
            os._exit(0)

    def judge(self, phase: str, place: Path, done: Round) -> None:
        """Prove that what was told is there, and nothing by halves. Raises AssertionError."""
        if (
            done.ended == f"named {NotAllRead.code}"
        ):  # what was told as unread is read when a person tries again
            again = self.fork(PHASES[phase], place, lambda _child, _told: b"")
            assert again.ended == "done", (done, again)
            self.made.state(place / "bazar.db")
            self.went[done.ended] += 1
            shutil.rmtree(place)
            return
        states = self.made.starts[phase].states
        found = self.made.state(place / "bazar.db")
        allowed = states[done.told : done.told + 2]
        assert found in allowed, (phase, done, [number for number, one in enumerate(states) if one == found])
        self.went["in flight and durable"] += bool(len(allowed) > 1 and found == allowed[1] != allowed[0])
        self.went[done.ended] += 1
        self.went["told"] += done.told
        shutil.rmtree(place)

    def kill(self) -> None:
        """Kill -9 at a random moment of a phase: some time after one of its transactions."""
        phase, place = self.new_round()
        start = self.made.starts[phase]
        after = self.chance.randrange(len(start.actions))
        wait = self.chance.uniform(0, 0.6) * start.seconds / len(start.actions)

        def stop(child: int, told: int) -> bytes:
            heard = b""
            while heard.count(b".") < after and (part := os.read(told, 1)):
                heard += part
            time.sleep(wait)
            os.kill(child, signal.SIGKILL)
            return heard

        self.judge(phase, place, self.fork(PHASES[phase], place, stop))

    def fault(self) -> None:
        """Let the Nth call of one kind fail, or kill the program at it."""
        phase, place = self.new_round()
        usual = self._usual_calls(phase)
        call = self.chance.choice([name for name in CALLS if usual[name]])
        how = self.chance.choice([*(f"error={name}" for name in ERRORS[call]), "signal=KILL"])
        when = self.chance.randint(1, usual[call])
        log = self.folder / "strace.log"
        done = self._watched(phase, place, log, f"inject={call}:{how}:when={when}")
        fired = "INJECTED" in log.read_text("utf-8", "replace") or done.ended == "killed"
        self.went["fired"] += fired
        self.judge(phase, place, done)

    def _usual_calls(self, phase: str) -> Counter[str]:
        if phase not in self._usual:
            place, log = self.folder / f"usual-{phase}", self.folder / "usual.log"
            self.made.lay(phase, place)
            self._watched(phase, place, log, "")
            calls = re.findall(r"^(?:\d+ +)?(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE)
            self._usual[phase] = Counter(calls)
            shutil.rmtree(place)
        return self._usual[phase]

    _usual: dict[str, Counter[str]] = {}  # noqa: RUF012 - one forge a process

    def _watched(self, phase: str, place: Path, log: Path, inject: str) -> Round:
        watchers: list[subprocess.Popen[bytes]] = []

        def watch(child: int, _told: int) -> bytes:
            words = ["strace", "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-p", str(child)]
            words += ["-e", inject] if inject else []
            watcher = subprocess.Popen(words, stderr=subprocess.PIPE)
            assert watcher.stderr is not None
            first = watcher.stderr.readline()
            assert b"attached" in first, first
            watchers.append(watcher)
            return b""

        done = self.fork(PHASES[phase], place, watch, waits=True)
        for watcher in watchers:
            watcher.wait()
            assert watcher.stderr is not None
            watcher.stderr.close()
        return done

    def full(self) -> None:
        """Work on a small disk until it is full; with more room the work goes on."""
        phase = self.chance.choice(list(PHASES))
        self.number += 1
        disk = self.folder / f"disk{self.number}"
        disk.mkdir()
        size = len(self.made.starts[phase].file) // 1024 + 80 + self.chance.randrange(900)
        mount(disk, size)
        try:
            place = disk / "store"
            self.made.lay(phase, place)
            done = self.fork(PHASES[phase], place, lambda _child, _told: b"")
            self.went["filled"] += done.ended != "done"
            mount(disk, 60_000)
            kept = self.folder / f"kept{self.number}"
            shutil.copytree(place, kept)
            again = self.fork(goes_on, place, lambda _child, _told: b"")
            assert again.ended == "done", again
            self.judge(phase, kept, done)
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def mount(disk: Path, kilobytes: int) -> None:
    """Put a disk of that size at `disk`, or give the one there that size. Raises CalledProcessError."""
    how = f"remount,size={kilobytes}k" if os.path.ismount(disk) else f"size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", how, "tmpfs", str(disk)], check=True)


def main() -> None:
    kinds, seed, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    began = time.monotonic()
    forge = Forge(scenes(folder), folder, random.Random(seed))
    actions = {action for start in forge.made.starts.values() for action in start.actions}
    for kind, count in (word.split("=") for word in kinds.split(",")):
        forge.went.clear()
        start = time.monotonic()
        for _round in range(int(count)):
            getattr(forge, kind)()
        told = {"kind": kind, "rounds": int(count), "actions": len(actions), "went": dict(forge.went)}
        print(json.dumps({**told, "seconds": round(time.monotonic() - start, 1)}), flush=True)
    print(json.dumps({"all": round(time.monotonic() - began, 1)}), flush=True)


if __name__ == "__main__":
    main()
