"""The cheapest way to give each row a column of its own: shortest augmenting paths (Jonker and Volgenant 1987)."""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

FORBIDDEN = 10**9  # a cost that no sound assignment pays


def assign(cost: Sequence[Sequence[int]], prices: list[int] | None = None) -> tuple[list[int], list[int]]:
    """The column of each row of a square table of whole numbers at the least sum, and the columns' prices.

    `prices` of a table that is nearly the same make it faster; any will do.
    """
    size = len(cost)
    price = list(prices) if prices else [0] * size
    due = [0] * size  # what each row pays beyond its column's price
    row_of, column_of = [-1] * size, [-1] * size
    for row in range(size):
        left = list(map(sub, cost[row], price))
        due[row] = least = min(left)
        column = left.index(least)
        while row_of[column] >= 0 and least in left[column + 1 :]:
            column = left.index(least, column + 1)
        if row_of[column] < 0:
            row_of[column], column_of[row] = row, column
    for row in range(size):
        if column_of[row] < 0:
            _augment(cost, row, due, price, row_of, column_of)
    return column_of, price


def _augment(
    cost: Sequence[Sequence[int]],
    root: int,
    due: list[int],
    price: list[int],
    row_of: list[int],
    column_of: list[int],
) -> None:
    """Give `root` a column along the cheapest path on which others make room."""
    pays = due[root]
    far = [points - pays for points in map(sub, cost[root], price)]
    came_from = [root] * len(far)
    todo = list(range(len(far)))
    settled: list[int] = []
    free = -1
    while free < 0:
        least = min([far[column] for column in todo])
        near = [column for column in todo if far[column] == least]
        free = next((column for column in near if row_of[column] < 0), -1)
        while near and free < 0:
            column = near.pop()
            settled.append(column)
            todo.remove(column)
            row = row_of[column]
            line, rest = cost[row], least - due[row]
            for other in todo:
                away = line[other] + rest - price[other]
                if away < far[other]:
                    far[other] = away
                    came_from[other] = row
                    if away == least:
                        if row_of[other] < 0:
                            free = other
                            break
                        near.append(other)
    due[root] += least
    for column in settled:
        gain = least - far[column]
        price[column] -= gain
        due[row_of[column]] += gain
    _move_up(root, free, came_from, row_of, column_of)


def _move_up(
    root: int, column: int, came_from: Sequence[int], row_of: list[int], column_of: list[int]
) -> None:
    """Let each row on the path from `root` to the free `column` take the next column on it."""
    while True:
        row = came_from[column]
        row_of[column] = row
        column_of[row], column = column, column_of[row]
        if row == root:
            return
