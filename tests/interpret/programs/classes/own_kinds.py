"""Objects made in their own ways: __new__, metaclasses, subclasses of native types, deques, counters, records, enums; what in-place operators keep."""

import collections
import enum
from collections import Counter, ChainMap, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field, replace, asdict, fields
from typing import NamedTuple
import torch
from torch import nn


class Single:
    _it = None

    def __new__(cls, *args, **kw):
        if cls._it is None:
            cls._it = super().__new__(cls)
            cls._it.n = 0
        return cls._it

    def __init__(self, k=1):
        self.n += k


a, b = Single(), Single(3)
reveal_shape((a is b, a.n))  # (True, 4)


class Picker:
    def __new__(cls, kind):
        if kind == "big":
            return nn.Linear(2, 20)
        return object.__new__(cls)

    def __init__(self, kind):
        self.kind = kind


reveal_shape(Picker("big")(torch.zeros(1, 2)))  # (1, 20)
reveal_shape(Picker("small").kind)  # 'small'


class Pt(NamedTuple):
    x: int
    y: int = 3

    def area(self):
        return self.x * self.y


p = Pt(2)
reveal_shape((p.x, p.y, p.area(), p[1], len(p)))  # (2, 3, 6, 3, 2)
x, y = p
reveal_shape((x, y, p._replace(y=5).y, p._asdict()))  # (2, 3, 5, {'x': 2, 'y': 3})


class Size(tuple):
    def __new__(cls, *v):
        return super().__new__(cls, v)

    @property
    def h(self):
        return self[0]


s = Size(4, 5)
reveal_shape((s.h, s[1], len(s)))  # (4, 5, 2)
reveal_shape(torch.zeros(*s))  # (4, 5)


class Meta(type):
    _made = {}

    def __call__(cls, *args, **kw):
        if cls not in cls._made:
            cls._made[cls] = super().__call__(*args, **kw)
        return cls._made[cls]


class M(metaclass=Meta):
    def __init__(self, n):
        self.n = n


reveal_shape((M(3).n, M(4).n))  # (3, 3)


class AttrDict(dict):
    def __getattr__(self, k):
        return self[k]

    def __setattr__(self, k, v):
        self[k] = v


c = AttrDict(dim=4, depth=2)
reveal_shape((c.dim, c["depth"]))  # (4, 2)
c.heads = 8
reveal_shape((c["heads"], len(c), "heads" in c, c.get("nope", 1)))  # (8, 3, True, 1)


class AD2(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self


d = AD2(w=3)
d.z = 5
reveal_shape((d.w, d["z"], sorted(d)))  # (3, 5, ['w', 'z'])
q = deque([1, 2, 3], maxlen=3)
q.append(4)
reveal_shape(list(q))  # [2, 3, 4]
q.appendleft(0)
reveal_shape((list(q), q.popleft(), q.pop(), len(q), q[0]))  # ([0, 2, 3], 0, 3, 1, 2)
q2 = deque(maxlen=2)
for i in range(5):
    q2.append(torch.zeros(i))
reveal_shape(list(q2))  # [(3,), (4,)]
q3 = deque([1, 2, 3])
q3.rotate(1)
reveal_shape(list(q3))  # [3, 1, 2]
od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
od.move_to_end("a")
reveal_shape(list(od))  # ['b', 'c', 'a']
od.move_to_end("c", last=False)
reveal_shape(list(od.items()))  # [('c', 3), ('b', 2), ('a', 1)]
reveal_shape(od.popitem(last=False))  # ('c', 3)
reveal_shape(od.popitem())  # ('a', 1)
cn = Counter("abracadabra")
reveal_shape((cn["a"], cn["zz"], cn.most_common(2), len(cn)))  # (5, 0, [('a', 5), ('b', 2)], 5)
cn.update("aa")
reveal_shape(cn["a"])  # 7
dd = defaultdict(list)
dd["a"].append(torch.zeros(2))
dd["a"].append(torch.zeros(3))
reveal_shape((dd["a"], len(dd), "b" in dd))  # ([(2,), (3,)], 1, False)
di = defaultdict(int)
for ch in "hello":
    di[ch] += 1
reveal_shape((di["l"], dict(di)))  # (2, {'h': 1, 'e': 1, 'l': 2, 'o': 1})
dl = defaultdict(lambda: nn.Linear(2, 3))
reveal_shape(dl["k"](torch.zeros(1, 2)))  # (1, 3)
t = torch.zeros(2, 3)
u = t
u += 1
reveal_shape(u is t)  # True
m = torch.zeros(1)
holder = [m]
m.add_(1)
reveal_shape(holder[0] is m)  # True
m *= 2
reveal_shape(holder[0] is m)  # True
lst = [1]
al = lst
lst += [2]
reveal_shape((al, al is lst))  # ([1, 2], True)
lst = lst + [3]
reveal_shape((al, lst))  # ([1, 2], [1, 2, 3])
st = {1}
s2 = st
st |= {2}
reveal_shape(len(s2))  # 2
tt = torch.zeros(3, 4)
tt[0] += 1
tt[:, 1:3] *= 2
reveal_shape(tt)  # (3, 4)


def f(x, acc=[]):
    acc.append(x)
    return len(acc)


reveal_shape((f(1), f(2)))  # (1, 2)
P2 = namedtuple("P2", "a b c", defaults=[9])
reveal_shape((P2(1, 2).c, P2(1, 2, 3)[2], P2._fields, list(P2(4, 5))))  # (9, 3, ('a', 'b', 'c'), [4, 5, 9])


@dataclass
class Cfg:
    dims: list = field(default_factory=lambda: [4, 8])
    n: int = 2
    total: int = field(init=False)

    def __post_init__(self):
        self.total = sum(self.dims) * self.n


k = Cfg()
reveal_shape((k.total, k.dims, k.n))  # (24, [4, 8], 2)
k2 = replace(k, n=3)
reveal_shape((k2.total, k2.dims is k.dims))  # (36, True)
reveal_shape([fl.name for fl in fields(k)])  # ['dims', 'n', 'total']
reveal_shape(asdict(Cfg(dims=[1])))  # {'dims': [1], 'n': 2, 'total': 2}
k.dims.append(3)
reveal_shape(Cfg().dims)  # [4, 8]


class Color(enum.Enum):
    RED = 1
    BLUE = enum.auto()

    @property
    def width(self):
        return self.value * 4


reveal_shape((Color.RED.value, Color.BLUE.value, Color(1).name, Color["BLUE"].width, [z.name for z in Color], len(Color)))  # (1, 2, 'RED', 8, ['RED', 'BLUE'], 2)


class Lv(enum.IntEnum):
    LOW = 2
    HIGH = 5


reveal_shape((Lv.LOW + 1, torch.zeros(Lv.HIGH), Lv.HIGH > Lv.LOW, max(Lv).name))  # (3, (5,), True, 'HIGH')


class Nm(str, enum.Enum):
    A = "a"
    B = "b"


reveal_shape((Nm("a") is Nm.A, Nm.B == "b", Nm.A.value, Nm.A in (Nm.A, Nm.B)))  # (True, True, 'a', True)
