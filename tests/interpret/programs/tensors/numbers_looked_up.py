"""Numbers looked up in a dictionary or list under an unknown key are numbers."""

import random

import torch
from torch.nn.utils.rnn import pad_sequence

texts = ["red green blue", "green", "blue red"]
words = {word: number for number, word in enumerate(sorted({word for text in texts for word in text.split()}))}
random.shuffle(texts)


def encoded(text):
    return torch.tensor([words.get(word, 0) for word in text.split()])


reveal_shape(encoded(texts[0]).ndim)  # 1
reveal_shape(torch.tensor([words[word] for word in texts[1].split()]).ndim)  # 1
reveal_shape(torch.tensor([len(word) for word in texts[1].split()]).ndim)  # 1
reveal_shape(torch.tensor([0.5 * random.random() for _ in texts]))  # (3,)
batch = pad_sequence([encoded(text) for text in texts], batch_first=True)
reveal_shape(torch.nn.Embedding(len(words), 8)(batch).shape[::2])  # (3, 8)
maybe = {"a": 1, texts[0]: None}
reveal_shape(maybe.get(texts[0]))  # ?
