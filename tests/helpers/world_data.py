"""What the programs in `tests/whole/world` find when they run: their data, and libraries that download nothing."""

from __future__ import annotations

import importlib
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest


def write_data(folder: Path) -> None:
    """The pictures, tables and lists that the programs read."""
    import numpy as np
    from PIL import Image

    random = np.random.default_rng(0)

    def pictures(where: str, count: int, size: tuple[int, int], channels: int = 3) -> None:
        (folder / where).mkdir(parents=True)
        for index in range(count):
            pixels = random.integers(0, 255, (size[1], size[0], channels), dtype="uint8")
            Image.fromarray(pixels).save(folder / where / f"{index}.{'png' if channels == 4 else 'jpg'}")

    for label in "ab":
        pictures(f"logos/{label}", 20, (180, 140), 4)
        pictures(f"flowers/{label}", 6, (260, 240))
    pictures("frames", 16, (320, 240))
    for kind, many in (("images", 255), ("masks", 3)):
        (folder / "road" / kind).mkdir(parents=True)
        for index in range(4):
            sizes = (192, 256, 3) if kind == "images" else (192, 256)
            Image.fromarray(random.integers(0, many, sizes, dtype="uint8")).save(folder / f"road/{kind}/{index}.png")
    table(folder / "driving.csv", "name,angle", [f"{i}.jpg,{i / 16}" for i in range(16)])
    table(folder / "points.csv", "img,x0,y0,x1,y1,x2,y2", [f"{i}.jpg,1,2,3,4,5,6" for i in range(16)])
    rows = [f"d{i},{i},{i + 1},{i - 1},{i + 0.5},{100 * i}" for i in range(300)]
    table(folder / "prices.csv", "Date,Open,High,Low,Close,Volume", rows)
    table(folder / "speakers.csv", "0.wav,s0", [f"{i}.wav,s{i % 4}" for i in range(1, 16)])
    (folder / "ner.json").write_text(json.dumps([{"text": "a b c", "tags": ["O", "B-PER", "O"]}] * 8))
    captions = [{"image": f"data/flowers/a/{i % 6}.jpg", "caption": "x y z w"[: 5 + i % 3]} for i in range(8)]
    (folder / "captions.json").write_text(json.dumps(captions))
    np.savetxt(folder / "har.txt", np.c_[random.random((48, 128 * 9)), np.arange(48) % 6])


def table(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n")


def digits(
    root: str = "", train: bool = True, transform: Any = None, *, mode: str = "L", side: int = 28, **_: Any
) -> Any:
    """MNIST as it is given out, of 64 pictures; or another of its kind."""
    import torch
    from PIL import Image

    class Digits(torch.utils.data.Dataset[Any]):
        def __len__(self) -> int:
            return 64

        def __getitem__(self, index: int) -> tuple[Any, int]:
            picture = Image.new(mode, (side, side))
            return (transform(picture) if transform else picture), index % 10

    return Digits()


def tokenizer(*_: Any, **__: Any) -> Any:
    """A tokenizer that gives every text the length asked for."""

    def encode(text: Any, max_length: int = 12, **_: Any) -> dict[str, Any]:
        import torch

        ids = torch.randint(5, 100, (len(text) if isinstance(text, list) else 1, max_length))
        return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}

    return encode


def without_downloads(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the libraries that a program imports make what they would download."""
    if "torchvision" in text:
        monkeypatch.setattr(importlib.import_module("torchvision.datasets"), "MNIST", digits)
        monkeypatch.setattr("torchvision.datasets.mnist.MNIST", digits)
        monkeypatch.setattr("torchvision.datasets.FashionMNIST", digits)
        monkeypatch.setattr("torchvision.datasets.CIFAR10", partial(digits, mode="RGB", side=32))
    if "torchaudio" in text:
        torch: Any = importlib.import_module("torch")
        monkeypatch.setattr("torchaudio.load", lambda *_, **__: (torch.randn(1, 24000), 16000))
    if "transformers" in text:
        library: Any = importlib.import_module("transformers")
        for name, config in (("BertModel", "BertConfig"), ("DistilBertModel", "DistilBertConfig")):
            made = getattr(library, config)(num_hidden_layers=1)
            model = getattr(library, name)
            monkeypatch.setattr(model, "from_pretrained", lambda *_, model=model, made=made, **__: model(made))
        bert = library.BertConfig(num_hidden_layers=1)
        monkeypatch.setattr(library.AutoModel, "from_pretrained", lambda *_, **__: library.BertModel(bert))
        for name in ("AutoTokenizer", "BertTokenizer", "BertTokenizerFast", "DistilBertTokenizer"):
            monkeypatch.setattr(getattr(library, name), "from_pretrained", tokenizer)
