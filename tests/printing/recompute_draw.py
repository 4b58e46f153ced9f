"""Recompute a printed undian from its text alone, with nothing of the program: lines anyone can write."""

import hashlib
import re
import sys
from itertools import combinations


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


def printed_outcomes(text: str) -> dict[str, str]:
    """What the paper says each drawn code got."""
    row = r"\b([A-Z0-9]+-[A-Z]\d{3,5}) (?:(?!-[A-Z]\d{3}).)*? [0-9a-f]{16} (Terpilih|Cadangan|Tidak)"
    return dict(re.findall(row, text))


def chosen_under_quotas(text: str) -> set[str]:
    """Whom the drawn order gives a place under the quotas on the paper, by trying every choice there is."""
    order = recompute(text)
    room = int(re.search(r"Tempat bagi yang diundi: (\d+)", text).group(1))
    line = (
        r"(?:kategori [^:.]+|pengampu [^:.]+|kecamatan [^:.]+|peserta baru): "
        r"((?:paling sedikit \d+)?(?:, )?(?:paling banyak \d+)?); "
        r"di luar undian sudah (\d+); yang dihitung: ([^.]+)\."
    )
    groups = []
    for limits, got, codes in re.findall(line, text):
        least = re.search(r"paling sedikit (\d+)", limits)
        most = re.search(r"paling banyak (\d+)", limits)
        groups.append(
            (
                int(least.group(1)) if least else 0,
                int(most.group(1)) if most else 10_000,
                int(got),
                set(re.split(r",\s*", codes.strip())),
            )
        )

    def is_lawful(some: list[str]) -> bool:
        return len(some) <= room and all(got + len(who & set(some)) <= most for _, most, got, who in groups)

    by_turn: list[str] = []
    for code in order:
        if is_lawful([*by_turn, code]):
            by_turn.append(code)

    def worse(some: tuple[str, ...]) -> tuple[int, int, list[bool]]:
        lacking = sum(max(0, least - got - len(who & set(some))) for least, _, got, who in groups)
        return lacking, len(set(by_turn) - set(some)), [code not in some for code in order]

    choices = (
        some for size in range(room + 1) for some in combinations(order, size) if is_lawful(list(some))
    )
    return set(by_turn) if not worse(tuple(by_turn))[0] else set(min(choices, key=worse))


if __name__ == "__main__":
    print(*recompute(sys.stdin.read()), sep="\n")
