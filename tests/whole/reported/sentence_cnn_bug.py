import torch
import torch.nn as nn


class CNN(nn.Module):
    """Convolutions of several widths over word embeddings, all as long as the sentence."""

    def __init__(self, in_dim=50, out_channels=32, kernel_sizes=(2, 4)):
        super().__init__()
        self.convs = nn.ModuleList()
        for kernel_size in kernel_sizes:
            # same padding, so that tokens and masks stay aligned
            padding = int((kernel_size - 1) / 2)
            self.convs.append(nn.Conv1d(in_dim, out_channels, kernel_size, padding=padding))  # warning: [not-same]

    def forward(self, features):
        token_embeddings = features["token_embeddings"].transpose(1, -1)
        vectors = [conv(token_embeddings) for conv in self.convs]
        out = torch.cat(vectors, 1).transpose(1, -1)
        features.update({"token_embeddings": out})
        return features


class Pooling(nn.Module):
    def forward(self, features):
        tokens, mask = features["token_embeddings"], features["attention_mask"]
        mask = mask[:, : tokens.size(1)].unsqueeze(-1).float()
        features["sentence_embedding"] = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return features


class WordEmbeddings(nn.Module):
    def __init__(self, vocab=500, dim=50):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim, padding_idx=0)

    def forward(self, features):
        features["token_embeddings"] = self.emb(features["input_ids"])
        return features


def tokenize(texts, vocab=500):
    ids = [[1 + hash_of(word) % (vocab - 1) for word in text.split()] for text in texts]
    length = max(map(len, ids))
    rows = torch.tensor([row + [0] * (length - len(row)) for row in ids])
    return {"input_ids": rows, "attention_mask": (rows != 0).long()}


def hash_of(word):
    return sum(ord(c) * 31**i for i, c in enumerate(word))


torch.manual_seed(0)
model = nn.Sequential(WordEmbeddings(), CNN(), Pooling())
batch = tokenize(["a small cat sat on the mat", "dogs run", "the quick brown fox jumps over it"])
out = model(batch)["token_embeddings"].detach()
