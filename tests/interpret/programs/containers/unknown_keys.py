"""What is changed under a key that is not known may be any element: nothing is empty for sure afterwards."""

from collections import defaultdict

import torch


def appended(key, x):
    rows = {"a": [], "b": []}
    rows[key].append(x)
    return torch.cat(rows["a"])


def appended_at(i, x):
    rows = [[], []]
    rows[i].append(x)
    return torch.cat(rows[0])


def appended_in_a_loop(maps, x):
    rows = {1: [], 2: []}
    for one in maps:
        size = int(one.shape[1] ** 0.5)
        rows[size].append(x)
    return torch.cat(rows[1])


def put_into(key, x):
    rows = {"a": {}, "b": {}}
    rows[key]["u"] = x
    return torch.cat(list(rows["a"].values()))


def put_below(key, other, x):
    rows = {"a": {"u": []}, "b": {"u": []}}
    rows[key][other].append(x)
    return torch.cat(rows["a"]["u"])


def extended(key, x):
    rows = {"a": [], "b": []}
    found = rows.get(key)
    found += [x]
    return torch.cat(rows["a"])


def made_by_default(tables, x):
    rows = defaultdict(list)
    for table in tables:
        rows[(table.kind, table.width)].append(x)
    return torch.cat([torch.cat(row) for row in rows.values()])


def another_is_known(key, x):
    rows = {"a": [], "b": []}
    kept = [torch.zeros(3), torch.zeros(3)]
    rows[key].append(x)
    reveal_shape(torch.stack(kept))  # (2, 3)


another_is_known("a", torch.zeros(2))
