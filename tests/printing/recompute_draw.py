"""Recompute a printed undian from its text alone, with nothing of the program: ten lines anyone can write."""

import hashlib
import re
import sys


def recompute(text: str) -> list[str]:
    """The codes of the paper in the order that its rule gives; fails where a printed hash is another."""
    seed = re.search(r"Kata undian : (.+?) Diundi :", text).group(1)
    order = []
    for group in re.split(r"Kelompok \d+:", text):
        rows = re.findall(
            r"\b([A-Z0-9]+-[A-Z]\d{3,5}) (?:(?!-[A-Z]\d{3}).)*? ([0-9a-f]{16}) (?:Terpilih|Cadangan|Tidak)",
            group,
        )
        hashed = {code: hashlib.sha256(f"{seed}|{code}".encode()).hexdigest() for code, _shown in rows}
        assert all(hashed[code].startswith(shown) for code, shown in rows)
        order += sorted(hashed, key=lambda code: hashed[code])
    return order


if __name__ == "__main__":
    print(*recompute(sys.stdin.read()), sep="\n")
