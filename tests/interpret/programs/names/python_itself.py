"""Python itself: loops, classes, builtins, itertools, texts and numbers, each as Python computes it."""

import collections.abc
import functools
import itertools
import math
import operator
from functools import cached_property, reduce
import torch
from torch import nn

x = torch.zeros(2, 8, 16)
n = 1
while n < 100:
    n += 1
reveal_shape(n)  # 100
while True:
    n -= 7
    if n < 10:
        break
reveal_shape(n)  # 9
for i in range(5):
    if i == 9:
        break
else:
    n = 1000
reveal_shape(n)  # 1000


def counter():
    c = 0

    def inc(by=1):
        nonlocal c
        c += by
        return c

    return inc


f = counter()
f()
f(3)
reveal_shape(f())  # 5


class Shared:
    items = []
    count = 0

    def __init__(self):
        Shared.count += 1
        self.items.append(self.count)


Shared()
Shared()
reveal_shape((Shared.items, Shared.count))  # ([1, 2], 2)


class Prop:
    def __init__(self):
        self._w = 1

    @property
    def w(self):
        return self._w

    @w.setter
    def w(self, v):
        self._w = v * 2

    @cached_property
    def c(self):
        self._w += 1
        return self._w

    @staticmethod
    def st(a):
        return a + 1

    @classmethod
    def make(cls, k):
        o = cls()
        o.w = k
        return o


p = Prop()
p.w = 4
reveal_shape((p.w, p.c, p.c, p.w, Prop.st(3), p.st(4), Prop.make(5).w))  # (8, 9, 9, 9, 4, 5, 10)


class A:
    def __init__(self):
        self.log = ["A"]

    def go(self):
        return ["A"]


class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")

    def go(self):
        return ["B"] + super().go()


class C(A):
    def __init__(self):
        super().__init__()
        self.log.append("C")

    def go(self):
        return ["C"] + super().go()


class D(B, C):
    def __init__(self):
        super().__init__()
        self.log.append("D")

    def go(self):
        return ["D"] + super().go()


reveal_shape((D().log, D().go(), [k.__name__ for k in D.__mro__[:4]]))  # (['A', 'C', 'B', 'D'], ['D', 'B', 'C', 'A'], ['D', 'B', 'C', 'A'])


class Reg:
    known = {}

    def __init_subclass__(cls, key=None, **kw):
        super().__init_subclass__(**kw)
        Reg.known[key or cls.__name__] = cls

    def __class_getitem__(cls, k):
        return cls.known[k]


class R1(Reg, key="one"):
    size = 3


class R2(Reg):
    size = 4


reveal_shape((Reg.known["one"].size, Reg["R2"].size, list(Reg.known)))  # (3, 4, ['one', 'R2'])


class Callme:
    def __call__(self, v):
        return v * 2


reveal_shape(Callme()(3))  # 6


class Ctx:
    def __init__(self):
        self.depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, *a):
        self.depth -= 1
        return True


ctx = Ctx()
with ctx as c:
    reveal_shape(c.depth)  # 1
    raise ValueError("x")
reveal_shape(ctx.depth)  # 0
match (1, "a", [2, 3]):
    case (0, _, _):
        r = 0
    case (1, s, [a, *b]):
        r = (s, a, b)
    case _:
        r = None
reveal_shape(r)  # ('a', 2, [3])
if (m := len([1, 2, 3])) > 2:
    reveal_shape(m)  # 3
a, *b, c = [1, 2, 3, 4]
reveal_shape((a, b, c, [*b, *range(2)], {**{"q": 1}, "z": 2}))  # (1, [2, 3], 4, [2, 3, 0, 1], {'q': 1, 'z': 2})
reveal_shape((1 < n <= 1000, 1 < 2 > 3, not 3 == 4))  # (True, False, True)
reveal_shape(sum([torch.zeros(2, 1), torch.zeros(1, 3)]))  # (2, 3)
reveal_shape((max(x.shape[1], 3), min(x.shape), max([1, 5, 2]), max("ab", "abc", key=len)))  # (8, 2, 5, 'abc')
reveal_shape(sorted([(1, "b"), (0, "c"), (5, "a")], key=lambda t: t[1]))  # [(5, 'a'), (1, 'b'), (0, 'c')]
reveal_shape(sorted(["bb", "a"], key=len, reverse=True))  # ['bb', 'a']
try:
    list(zip([1], [1, 2], strict=True))
    z = 0
except ValueError:
    z = 1
reveal_shape(z)  # 1
reveal_shape((list(itertools.chain([1], [2, 3])), list(itertools.product([1, 2], repeat=2)), list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2, 3], operator.mul))))  # ([1, 2, 3], [(1, 1), (1, 2), (2, 1), (2, 2)], [1, 3, 6], [1, 2, 6])
reveal_shape((list(itertools.pairwise([1, 2, 3])), list(itertools.islice([1, 2, 3, 4], 1, 3)), list(itertools.repeat(7, 2)), list(itertools.starmap(pow, [(2, 3), (3, 2)]))))  # ([(1, 2), (2, 3)], [2, 3], [7, 7], [8, 9])
reveal_shape((list(itertools.zip_longest([1, 2], [3])), list(itertools.combinations([1, 2, 3], 2)), [k for k, g in itertools.groupby("aab")], list(itertools.takewhile(lambda v: v < 3, [1, 2, 3, 1])), list(itertools.compress([1, 2], [0, 1]))))  # ([(1, 3), (2, None)], [(1, 2), (1, 3), (2, 3)], ['a', 'b'], [1, 2], [2])
reveal_shape((reduce(operator.mul, [1, 2, 3, 4]), reduce(lambda u, v: u + v, [[1], [2]], []), operator.itemgetter(1, 0)([5, 6]), operator.attrgetter("w")(p)))  # (24, [1, 2], (6, 5), 9)
reveal_shape((math.prod([2, 3]), math.ceil(2.1), math.log2(8), math.isqrt(17), math.gcd(12, 18), math.floor(-1.5), math.sqrt(16), math.log(8, 2), int(math.log2(256)), math.hypot(3, 4)))  # (6, 3, 3.0, 4, 6, -2, 4.0, 3.0, 8, 5.0)
reveal_shape(("a-b".split("-"), "-".join(["x", "y"]), "{}_{:02d}".format("k", 3), "abc".startswith(("z", "a")), f"{3:03d}{2.5:.2f}{'q'!r:>5}", f"{x.shape[1]}", "%d-%s" % (3, "u")))  # (['a', 'b'], 'x-y', 'k_03', True, "0032.50  'q'", '8', '3-u')
reveal_shape((int("3"), int("0x10", 16), float("2.5"), round(2.5), round(3.14159, 2), divmod(17, 5), True + True, sum([True, False, True]), int(True), abs(-3), 7 // -2, -7 % 3, 2**10, 2**-1, 5 / 2))  # (3, 16, 2.5, 2, 3.14, (3, 2), 2, 2, 1, 3, -4, 2, 1024, 0.5, 2.5)
reveal_shape(({"a": 1} | {"b": 2}, {k: v * 2 for k, v in {"a": 1}.items()}, sorted({v % 2 for v in range(5)}), [i * j for i in range(3) for j in range(i) if i != j]))  # ({'a': 1, 'b': 2}, {'a': 2}, [0, 1], [0, 0, 2])
reveal_shape((bool([]), bool([0]), any([0, 1]), all([]), isinstance(True, int), isinstance(3, (str, int)), callable(len), type(3) is int, type("a").__name__))  # (False, True, True, True, True, True, True, True, 'str')
reveal_shape(("abc"[::-1], [1, 2, 3][-2:], (1, 2, 3)[::2], list("abc"), "abc".index("c"), "a,b".partition(","), "Abc".lower(), "x".zfill(3), "x".ljust(3, "."), "x".center(3), "abc" in "zabcz", "a" * 3))  # ('cba', [2, 3], (1, 3), ['a', 'b', 'c'], 2, ('a', ',', 'b'), 'abc', '00x', 'x..', ' x ', True, 'aaa')
l = [3, 1, 2]
l.sort()
l.insert(0, 9)
l.remove(1)
l.reverse()
reveal_shape((l, l.index(9), l.count(3), l.pop(0), l))  # ([2, 9], 2, 1, 3, [2, 9])
l[1:2] = [7, 7]
reveal_shape(l)  # [2, 7, 7]
del l[0]
reveal_shape(l)  # [7, 7]
d = {"a": 1}
d.setdefault("b", []).append(2)
d.update(c=3)
reveal_shape((d, d.pop("a"), list(d.keys()), d.get("zz", 5), "b" in d, len(d)))  # ({'b': [2], 'c': 3}, 1, ['b', 'c'], 5, True, 2)
s = {1, 2}
s.add(3)
s.discard(1)
reveal_shape((sorted(s), sorted(s & {3, 4}), sorted(s | {9}), s.issubset({2, 3, 4}), sorted(s - {2})))  # ([2, 3], [3], [2, 3, 9], True, [3])


def va(a, /, b=2, *args, c=3, **kw):
    return (a, b, args, c, kw)


reveal_shape((va(1), va(1, 5, 6, 7, c=8, d=9), va(*[1, 2], **{"z": 3})))  # ((1, 2, (), 3, {}), (1, 5, (6, 7), 8, {'d': 9}), (1, 2, (), 3, {'z': 3}))


def deco(fn):
    @functools.wraps(fn)
    def inner(*a, **k):
        return fn(*a, **k) + 1

    return inner


@deco
def base(v):
    return v


reveal_shape((base(3), base.__name__))  # (4, 'base')


def pdeco(k):
    def wrap(fn):
        def inner(v):
            return fn(v) * k

        return inner

    return wrap


@pdeco(5)
def base2(v):
    return v


reveal_shape(base2(3))  # 15


@functools.lru_cache(maxsize=None)
def fib(k):
    return k if k < 2 else fib(k - 1) + fib(k - 2)


reveal_shape(fib(7))  # 13
fs = [lambda v, i=i: v + i for i in range(3)]
gs = [lambda v: v + i for i in range(3)]
reveal_shape(([q(1) for q in fs], [q(1) for q in gs]))  # ([1, 2, 3], [3, 3, 3])


class Seq:
    def __init__(self, v):
        self.v = v

    def __len__(self):
        return len(self.v)

    def __getitem__(self, i):
        return self.v[i]

    def __contains__(self, k):
        return k in self.v

    def __eq__(self, o):
        return self.v == o.v

    def __add__(self, o):
        return Seq(self.v + o.v)

    def __radd__(self, o):
        return self

    def __bool__(self):
        return False

    def __iadd__(self, o):
        self.v.append(o)
        return self

    def __lt__(self, o):
        return len(self) < len(o)


q = Seq([1, 2])
t = q
t += 5
reveal_shape((len(q), q[1:], list(q), 2 in q, q == Seq([1, 2, 5]), len(q + Seq([1])), bool(q), t is q, sum([q, q]).v, q < Seq([1, 1, 1, 1]), len(q) if q else "empty"))  # (3, [2, 5], [1, 2, 5], True, True, 4, False, True, [1, 2, 5, 1, 2, 5], True, 'empty')
try:
    try:
        raise KeyError("k")
    except (ValueError, KeyError) as e:
        raise RuntimeError("r") from e
    finally:
        fin = 1
except RuntimeError as e:
    got = e.args[0]
reveal_shape((fin, got))  # (1, 'r')


def gen():
    try:
        return 1
    finally:
        n2.append(1)


n2 = []
reveal_shape((gen(), n2))  # (1, [1])
global_v = 1


def setg():
    global global_v
    global_v = 7


setg()
reveal_shape(global_v)  # 7
k = 0
while k < 10:
    k += 1
    if k % 2:
        continue
    if k == 6:
        break
else:
    k = -1
reveal_shape(k)  # 6
rows = [[1, 2], [3, 4]]
reveal_shape(([list(c) for c in zip(*rows)], [y for r in rows for y in r], sum(rows, []), max(map(max, rows))))  # ([[1, 3], [2, 4]], [1, 2, 3, 4], [1, 2, 3, 4], 4)
reveal_shape((list(map(operator.add, [1, 2], [3, 4])), list(filter(None, [0, 1, 2])), [*map(str, [1])], list(enumerate("ab", 1)), dict(enumerate("ab"))))  # ([4, 6], [1, 2], ['1'], [(1, 'a'), (2, 'b')], {0: 'a', 1: 'b'})
reveal_shape((x.shape[-1] // 2 * 3, x.numel(), x.dim(), x.size(-1), tuple(x.shape[:2]) + (4,), [*x.shape], len(x), x.shape.numel(), x.ndim, list(x.size())))  # (24, 256, 3, 16, (2, 8, 4), [2, 8, 16], 2, 256, 3, [2, 8, 16])
reveal_shape((0.1 + 0.2 > 0.3, 1e3, int(2.9), int(-2.9), 10 // 3.0, round(-2.5), min(2, 2.5), hex(255), chr(65), ord("a"), bin(5), str(3) + "a", repr("q"), 3 if 0 else 4, None or 5, 0 and 1, [] or "d"))  # (True, 1000.0, 2, -2, 3.0, -2, 2, '0xff', 'A', 97, '0b101', '3a', "'q'", 4, 5, 0, 'd')
import copy

nested = {"a": [1, {"b": 2}]}
dc, sc = copy.deepcopy(nested), copy.copy(nested)
nested["a"][1]["b"] = 9
nested["a"].append(1)
reveal_shape((dc, sc))  # ({'a': [1, {'b': 2}]}, {'a': [1, {'b': 9}, 1]})


def same_length(widths, depths=(1, 2), *, count=2):
    for name in ["widths", "depths", "count"]:
        value = locals()[name]
        if isinstance(value, collections.abc.Sequence):
            assert len(value) == count
    locals()["count"] = 7
    return [nn.Linear(1, width) for width in widths[:count]], sorted(locals())


reveal_shape(same_length((3, 4)))  # ([Linear, Linear], ['count', 'depths', 'name', 'value', 'widths'])
