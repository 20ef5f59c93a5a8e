"""The silent rules beside padding: every mistake of the corpus is found where it is marked, and no twin is spoken of.

Below the corpus: what these mistakes are easily taken for, in the forms in which working code has it.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from markers import expected, rows_of, unmarked
from test_silent import TOPICS as OF_PADDING

from shapelint.lint.one_file import check_source
from shapelint.report.findings import Finding
from shapelint.source.reading.stated_shapes import Product, Quotient, annotated_sizes, read_sizes

SILENT = Path(__file__).parent / "silent"
TOPICS = sorted({path.name for path in SILENT.iterdir() if path.is_dir()} - set(OF_PADDING))


def findings(text: str, name: str = "program.py") -> list[Finding]:
    return check_source(text, name)


def named(text: str) -> list[tuple[str, int]]:
    return [
        (one.name, one.span.start.row)
        for one in findings("import torch\nfrom torch import nn\n" + textwrap.dedent(text))
    ]


def programs(kind: str) -> list[str]:
    return sorted(f"{topic}/{path.name}" for topic in TOPICS for path in (SILENT / topic).glob(f"*_{kind}.py"))


@pytest.mark.parametrize("name", programs("bug"))
def test_the_mistake_is_found_where_it_is_marked(name: str) -> None:
    ((row, rule),) = expected(SILENT / name).marked.items()
    found = findings(unmarked((SILENT / name).read_text(encoding="utf-8")), name)
    assert any(one.name == rule and row in rows_of(one) for one in found), found
    assert all(one.severity == "warning" for one in found)


@pytest.mark.parametrize("name", programs("ok"))
def test_the_twin_is_not_spoken_of(name: str) -> None:
    assert findings((SILENT / name).read_text(encoding="utf-8"), name) == []


# --- what is meant so -----------------------------------------------------------------------------------------------

MEANT = {
    "pairwise differences of scores": """
        scores = nn.Linear(4, 1)(torch.randn(8, 4)).squeeze(1)
        gaps = scores.unsqueeze(1) - scores
        same = torch.randint(0, 2, (8,))
        mask = same[:, None] == same
    """,
    "differences of all scores, the row made of the column": """
        scores = nn.Linear(4, 1)(torch.randn(8, 4))
        gaps = scores - scores.squeeze(1)
        others = scores - scores.detach().view(-1)
        same = scores == scores.flatten()
    """,
    "the best of all classes, and whether it is among the first": """
        labels, scores = torch.randint(0, 5, (8,)), nn.Linear(4, 5)(torch.randn(8, 4))
        best = scores.topk(1, 1, True, True)[1].t()
        right = best.eq(labels.view(1, -1).expand_as(best))
        among = scores.topk(3, dim=1).indices == labels[:, None]
    """,
    "each class against the chosen one": """
        labels = torch.randint(0, 5, (8,))
        chosen = nn.Linear(4, 5)(torch.randn(8, 4)).argmax(1)
        pairs = chosen == labels[:, None]
        among = chosen.unsqueeze(1) == torch.arange(5)
    """,
    "the first samples, as many as there are classes": """
        n_classes = 5
        embed, head = nn.Linear(8, 16), nn.Linear(16, n_classes)
        kinds = embed(torch.rand(20, 8))[:n_classes]
        chosen = (embed(torch.rand(7, 8)) @ kinds.t()).softmax(1)
        shown = nn.Conv2d(3, 8, 3)(torch.rand(9, 3, 20, 20))[:n_classes].mean(1)
        one = head(torch.rand(1, 16))[:n_classes].argmax(1)
    """,
    "coordinates, rows and channels that are shifted one by one": """
        points, mean, picture = torch.rand(40, 20, 3), [0.1, 0.2, 0.3], torch.rand(3, 64, 64)
        row_mean = picture.mean(dim=(0, 2))
        for i in range(3):
            points[:, :, i] -= mean[i]
            picture[i] = picture[i] - mean[i]
            picture[:, :, i] *= 0.5
        for i in range(64):
            picture[:, i] -= row_mean[i]
    """,
    "windows of a text, and channels of a recording": """
        ids, embed = torch.tensor([1, 2, 3, 4] * 100), nn.Embedding(10, 8)
        windows = ids.view(-1, 20)
        out, _ = nn.LSTM(8, 8, batch_first=True)(embed(windows))
        out, _ = nn.LSTM(8, 8)(embed(windows.t()))
        signal = torch.tensor([0.1] * 400).view(-1, 4)
        out, _ = nn.GRU(4, 8)(signal.unsqueeze(1))
        out, _ = nn.LSTM(8, 8)(embed(torch.randint(0, 10, (400,)).view(-1, 20)))
    """,
    "distances of all to all": """
        def distances(x):
            squares = x.pow(2).sum(1, keepdim=True)
            return squares + squares.squeeze(1) - 2 * x @ x.t()
        near = distances(torch.randn(8, 3))
    """,
    "a loss with the weight of each sample": """
        predicted = nn.Linear(4, 1)(torch.randn(8, 4))
        loss = nn.MSELoss()(predicted, torch.randn(8, 1))
        scaled = predicted - torch.randn(1)
    """,
    "a gate for each sample times a weight for each feature": """
        class Gate(nn.Module):
            def __init__(self):
                super().__init__()
                self.score = nn.Linear(8, 1)
                self.scale = nn.Parameter(torch.ones(8))

            def forward(self, x):
                return self.score(x) * self.scale + self.score(x) * torch.arange(8)

        Gate()(torch.randn(8, 8))
    """,
    "centred columns of a square": """
        x = torch.randn(6, 6)
        y = x - x.mean(0)
        z = x - x.mean(1, keepdim=True)
        adjacency = torch.rand(6, 6)
        normal = adjacency * adjacency.sum(1)
    """,
    "the steps of a sequence as rows, for a loss over all of them": """
        class Model(nn.Module):
            def __init__(self, words=50, hidden=16):
                super().__init__()
                self.hidden = hidden
                self.embed = nn.Embedding(words, 8)
                self.lstm = nn.LSTM(8, hidden, batch_first=True)
                self.fc = nn.Linear(hidden, words)

            def forward(self, x):
                batch_size = x.size(0)
                out, _ = self.lstm(self.embed(x))
                out = out.contiguous().view(-1, self.hidden)
                return self.fc(out)

        Model()(torch.randint(0, 50, (4, 9)))
    """,
    "patches cut from the last axis": """
        series = torch.randn(4, 3, 96)
        tokens = nn.Linear(16, 32)(series.reshape(-1, 16))
    """,
    "the only layer of a state": """
        _, h = nn.GRU(10, 24, batch_first=True)(torch.randn(7, 15, 10))
        y = nn.Linear(24, 6)(h.reshape(-1, 24))
    """,
    "weights of the members of a bag": """
        members = torch.randn(20, 8)
        weights = torch.softmax(nn.Linear(8, 1)(members), dim=0)
        bag = (weights * members).sum(0)
        gates = torch.softmax(nn.Linear(8, 4)(members), dim=0)
    """,
    "slots that compete for what they see": """
        q, k, v = torch.randn(2, 4, 8), torch.randn(2, 9, 8), torch.randn(2, 9, 8)
        attn = torch.softmax(torch.bmm(q, k.transpose(1, 2)), dim=1)
        attn = attn / attn.sum(dim=-1, keepdim=True)
        slots = torch.bmm(attn, v)
    """,
    "attention of the second to the first": """
        a, b = torch.randn(2, 4, 8), torch.randn(2, 9, 8)
        scores = torch.bmm(a, b.transpose(1, 2))
        back = torch.bmm(torch.softmax(scores, dim=1).transpose(1, 2), a)
        through = torch.bmm(torch.softmax(scores, dim=2), torch.softmax(scores, dim=1).transpose(1, 2))
    """,
    "the last step where time comes first": """
        out, _ = nn.LSTM(6, 20)(torch.randn(40, 3, 6))
        y = nn.Linear(20, 5)(out[-1])
        z = nn.Linear(20, 5)(out.mean(0))
    """,
    "two views through one encoder": """
        class Twins(nn.Module):
            def __init__(self):
                super().__init__()
                self.encoder = nn.Sequential(nn.Flatten(), nn.Linear(48, 8))
                self.project = nn.Linear(8, 4)

            def forward(self, one, other):
                return self.project(self.encoder(torch.cat([one, other], dim=0)))

        Twins()(torch.rand(5, 3, 4, 4), torch.rand(5, 3, 4, 4))
    """,
    "channels last and back": """
        x = nn.Conv2d(3, 16, 4, 4)(torch.rand(2, 3, 32, 32))
        x = nn.LayerNorm(16)(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        x = nn.AvgPool2d(2)(x)
    """,
    "rows as channels, on purpose": """
        x = torch.rand(2, 3, 32, 32).permute(0, 2, 1, 3)
        x = nn.AvgPool2d(2)(x)
        tokens = nn.Conv1d(10, 10, 1)(nn.Linear(4, 10)(torch.rand(2, 10, 4)))
    """,
    "sizes in comments that hold, or say nothing": """
        class Net(nn.Module):
            def __init__(self, dim=64):
                super().__init__()
                self.conv = nn.Conv2d(3, dim, 7, stride=2, padding=3)  # (kernel, stride) = (7, 2)
                self.pool = nn.MaxPool2d(3, 2)

            def forward(self, x):
                x = self.conv(x)  # (B, 64, H/2, W/2)
                x = self.pool(x)  # (B, 64, H/4, W/4), rounded down
                b, c, h, w = x.shape
                x = x.flatten(2)  # [B, C, H*W]
                return x.mean(2)  # (B, 64)

        Net()(torch.rand(1, 3, 65, 33))
        Net(dim=16)(torch.rand(1, 3, 224, 224))
    """,
    "a block whose comment tells of one of its uses": """
        class Block(nn.Module):
            def __init__(self, channels):
                super().__init__()
                self.conv = nn.Conv2d(channels, 2 * channels, 3, 2, 1)

            def forward(self, x):
                return self.conv(x)  # (B, 256, 28, 28)

        nn.Sequential(Block(64), Block(128))(torch.rand(1, 64, 56, 56))
    """,
}


@pytest.mark.parametrize("what", sorted(MEANT))
def test_what_is_meant_so_is_not_spoken_of(what: str) -> None:
    assert named(MEANT[what]) == []


# --- what a comment states ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("(B, 64, H/2, W/2)", ("B", 64, Quotient("H", 2), Quotient("W", 2))),
        ("[N, 2 * planes]", ("N", Product(2, "planes"))),
        ("(B, N, 3C)", ("B", "N", Product(3, "C"))),
        ("(b, t', -1)", ("b", "t_prime", None)),
        ("[batch x heads x 64]", ("batch", "heads", 64)),
        ("(see below, twice)", None),
        ("(3)", None),
        ("(0, 1)", None),
        ("(a=1, b=2)", None),
        ("(x[0], y)", None),
        ("(-2, -1)", None),
    ],
)
def test_sizes_are_read_from_text(text: str, sizes: object) -> None:
    assert read_sizes(text) == sizes


def test_annotations_are_read() -> None:
    assert annotated_sizes('Float[Tensor, "b 3 h w"]') == ("b", 3, "h", "w")
    assert annotated_sizes("jaxtyping.Int[torch.Tensor, 'n=4 _']") == (4, None)
    assert annotated_sizes('Float[Tensor, "... d"]') is None
    assert annotated_sizes("dict[str, int]") is None


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("x = self.conv(x)  # (B, 8, H, W)", True),
        ("x = self.conv(x)  # (B, 16, H, W)", False),
        ("x = self.conv(x)  # B, 8, H, W", True),
        ("x = self.conv(x)  # -> [B, 8, H, W]", True),
        ("x = self.conv(x)  # x: (B, 8, H, W)", True),
        ("x = self.conv(x)  # y: (B, 8, H, W)", False),
        ("x = self.conv(x)  # (8, H, W)", False),  # of one sample
        ("x = self.conv(x)  # like (B, 8, H, W)", False),
        ("# (B, 8, H, W)\n        x = self.conv(x)", False),  # before it, or after?
        ("# (B, 3, H, W) -> (B, 8, H, W)\n        x = self.conv(x)", True),
        ("x = self.conv(x)\n        # x: (B, 8, H, W)", True),
        ("x = self.conv(x)  # (B, 16, H, W)\n        x = x[:, :, ::2]  # (B, 16, H, W)", False),  # H may be 1
        ("x = self.conv(x)  # (B, C, H, W)\n        x = self.conv2(x)  # (B, C, H, W)", False),  # which axis is which
        ("x = self.conv(x)  # (B, C, H, W) -> (B, C, H, W)", True),
        (
            "B, C, H, W = x.shape\n        x = self.conv(x)\n        x = x.flatten(2)  # (B, C, H, W) -> (B, C, H * W)",
            False,
        ),
        ('"""Returns: (B, 8, H, W)"""\n        x = self.conv(x)', True),
        ('"""Returns: (B, 8, H, W) if asked to"""\n        x = self.conv(x)', False),
        ('"""x: (B, C, H, W)\n        Returns: (B, C, H, W)"""\n        x = self.conv(x)', False),
        ('"""x: (B, C, H, W) -> (B, C, H, W)"""\n        x = self.conv(x)', True),
        ('"""x: (B, C, H, W) -> (B, 16, H, W)"""\n        x = self.conv(x)', False),
        ("x = self.conv(x)\n        assert x.shape == (2, 8, 32, 32)", True),
        ("x = self.conv(x)\n        assert x.shape[1] == 16", False),
    ],
)
def test_comments_are_held_against_the_code(rows: str, found: bool) -> None:
    text = f"""
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)

    def forward(self, x):
        {rows}
        return x
"""
    assert [name for name, _ in named(text)] == ["shape-comment"] * found


def test_an_annotated_shape_is_what_the_input_is_taken_for() -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 8)

    def forward(self, x: Float[torch.Tensor, "b t 32"]) -> torch.Tensor:
        return self.fc(x)
"""
    assert [name for name, _ in named(text)] == ["feature-mismatch"]
    assert named(text.replace("t 32", "t 64")) == []


def test_operands_of_einsum_are_the_inputs_that_they_are() -> None:
    text = """
    class Mixer(nn.Module):
        def __init__(self, d=24, picks=5):
            super().__init__()
            self.select = nn.Linear(d, picks)

        def forward(self, x):
            n, length, d = x.shape
            y = torch.einsum("nlp,nld->npd", self.select(x).softmax(dim=1), x)
            return y.view(-1, n, d)
    """
    assert named(text) == [("moved-by-view", 12)]


def test_the_rank_that_a_file_gives_holds_for_symbols_too() -> None:
    text = """
    class Turned(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed = nn.Embedding(9, 4)

        def forward(self, ids):
            x = self.embed(ids)
            return x.{}

    Turned()(torch.randint(0, 9, (2, 5)))
    """
    assert named(text.format("view(x.size(1), x.size(0), 4)")) == [("moved-by-view", 11)]
    assert named(text.format("transpose(0, 1).reshape(x.size(1), x.size(0), 4)")) == []


def test_the_best_class_of_each_row_is_a_column() -> None:
    text = """
        labels, scores = torch.randint(0, 5, (8,)), nn.Linear(4, 5)(torch.randn(8, 4))
        right = (scores.topk(1, dim=1).indices == {}).float().mean()
    """
    assert named(text.format("labels")) == [("silent-broadcast", 5)]
    assert named(text.format("labels[:, None]")) == []


def test_one_mistake_is_told_by_one_rule() -> None:
    text = """
    class Last(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.GRU(10, 24, num_layers=2, batch_first=True)
            self.head = nn.Linear(48, 6)

        def forward(self, x):
            _, h = self.rnn(x)
            return self.head(h.view(x.size(0), 48))

    Last()(torch.randn(3, 7, 10))
    """
    assert named(text) == [("moved-by-view", 12)]


@pytest.mark.parametrize(
    ("made", "loss", "found"),
    [
        ("torch.softmax(x, 1)", "nn.NLLLoss()", True),
        ("nn.functional.log_softmax(x, 0)", "nn.NLLLoss()", True),
        ("nn.functional.log_softmax(x, -1)", "nn.NLLLoss()", False),
        ("nn.functional.log_softmax(x, 1)", "nn.CrossEntropyLoss()", True),
        ("x.softmax(1).log()", "nn.NLLLoss()", False),
        ("x.softmax(1) * 4", "nn.CrossEntropyLoss()", False),
    ],
)
def test_what_a_loss_applies_itself(made: str, loss: str, found: bool) -> None:
    text = f"x = nn.Linear(8, 5)(torch.randn(6, 8))\n{loss}({made}, torch.randint(0, 5, (6,)))\n"
    assert [name for name, _ in named(text)] == ["loss-of-probabilities"] * found


POSITIONS = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.{name} = nn.Embedding(64, 16)
        self.rnn = {layer}
        self.fc = nn.Linear(16, 2)

    def forward(self, x):
        at = self.{name}(torch.arange({size}))
        x = x + at{index}
        {more}
        return self.fc(self.rnn(x)[0])

Net()(torch.randn(8, 20, 16))
"""


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, True),
        ({"size": "x.size(1)", "index": ""}, False),
        ({"name": "subject"}, False),  # something of each sample
        ({"layer": "nn.GRU(16, 16)"}, False),  # the first axis counts the steps
        ({"more": "x = x.transpose(0, 1)"}, False),  # runs along what was the batch
        ({"layer": "nn.GRU(16, 16)", "more": "x = x.transpose(0, 1)"}, True),
        ({"more": "x = self.rnn(x.transpose(0, 1))[0].transpose(0, 1)"}, False),  # along one axis after the other
    ],
)
def test_positions_along_the_batch(values: dict[str, str], found: bool) -> None:
    usual = {
        "name": "positions", "layer": "nn.GRU(16, 16, batch_first=True)", "size": "x.size(0)",
        "index": ".unsqueeze(1)", "more": "",
    }  # fmt: skip
    assert [name for name, _ in named(POSITIONS.format(**{**usual, **values}))] == ["positions-along-batch"] * found


CHAIN = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 7, stride=2, padding={padding})  # {built}
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        x = self.pool(self.stem(x))  # {called}
        return x

Net()(torch.rand(1, 3, {size}, {size}))
"""


@pytest.mark.parametrize(
    ("padding", "built", "called", "size", "rows"),
    [
        (3, "224 -> 112", "224 -> 56", 224, []),
        (2, "224 -> 112", "a", 224, [7]),
        (2, "224 -> 112", "a", 64, []),  # commented for 224, tried with 64
        (2, "224x224 -> 112x112", "224 -> 55", 224, [7]),
        (3, "a", "224 -> 55", 224, [11]),
        (2, "224 -> 112, roughly", "a", 224, []),
    ],
)
def test_sizes_on_both_sides_of_an_arrow(padding: int, built: str, called: str, size: int, rows: list[int]) -> None:
    text = CHAIN.format(padding=padding, built=built, called=called, size=size)
    assert named(text) == [("shape-comment", row) for row in rows]


ALONG = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(30, 16)
        self.layer = nn.{layer}

    def forward(self, x):
        {names} = x.shape
        x = self.embed(x){moved}
        return self.layer({given})[0]

Net()(torch.randint(0, 30, (8, 20)))
"""


@pytest.mark.parametrize(
    ("layer", "names", "moved", "found"),
    [
        ("GRU(16, 16)", "b, t", "", True),
        ("GRU(16, 16, batch_first=True)", "b, t", "", False),
        ("GRU(16, 16)", "b, t", ".transpose(0, 1)", False),
        ("GRU(16, 16, batch_first=True)", "batch, seq", ".permute(1, 0, 2)", True),
        ("GRU(16, 16)", "n, m", "", False),  # nobody says which is which
        ("GRU(16, 16)", "t, b", "", False),
        ("MultiheadAttention(16, 2)", "batch_size, length", "", True),
        ("TransformerEncoderLayer(16, 2)", "b, t", "", True),
    ],
)
def test_layers_that_run_along_what_is_called_the_batch(layer: str, names: str, moved: str, found: bool) -> None:
    given = "x, x, x" if layer[0] == "M" else "x"
    text = ALONG.format(layer=layer, names=names, moved=moved, given=given)
    assert [name for name, _ in named(text)] == ["wrong-axis"] * found


@pytest.mark.parametrize(("axis", "found"), [(-1, False), (3, False), (2, True), (1, True), (0, True)])
def test_the_axis_over_which_weights_are_shared_out(axis: int, found: bool) -> None:
    text = f"""
    q, k, v = (nn.Linear(6, 6)(torch.randn(2, 3, 5, 6)) for _ in range(3))
    weights = torch.softmax(q @ k.transpose(2, 3) / 2, dim={axis})
    out = weights @ v
    """
    assert [name for name, _ in named(text)] == ["wrong-axis"] * found


def test_slots_compete_for_what_they_sum() -> None:
    text = """
    q, k = nn.Linear(6, 6)(torch.randn(2, 4, 6)), nn.Linear(6, 6)(torch.randn(2, 9, 6))
    weights = torch.softmax(q @ k.transpose(1, 2), dim=1)
    out = (weights / weights.sum(-1, keepdim=True)) @ k
    """
    assert named(text) == []


def test_a_comment_may_call_an_axis_the_batch() -> None:
    text = """
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.LSTM(16, 16{})

        def forward(self, x):
            x = torch.relu(x)  # (B, T, 16)
            return self.rnn(x)[0]

    Net()(torch.randn(8, 20, 16))
    """
    assert named(text.format("")) == [("wrong-axis", 11)]
    assert named(text.format(", batch_first=True")) == []
