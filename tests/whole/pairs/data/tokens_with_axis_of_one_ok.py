# the tokenizer returns (1, length) for each text: the loader makes (batch, 1, length) of it
import torch
from torch import nn
from torch.utils.data import Dataset, DataLoader


class Tokenizer:
    def __call__(self, text, max_length=24, return_tensors=None):
        ids = torch.zeros(1, max_length, dtype=torch.long)
        return {"input_ids": ids, "attention_mask": torch.ones(1, max_length, dtype=torch.long)}


class Reviews(Dataset):
    def __init__(self, texts, labels, tokenizer):
        self.texts, self.labels, self.tokenizer = texts, labels, tokenizer

    def __len__(self):
        return len(self.texts)

    def __getitem__(self, i):
        enc = self.tokenizer(self.texts[i], max_length=24, return_tensors="pt")
        return {"input_ids": enc["input_ids"].squeeze(0), "mask": enc["attention_mask"].squeeze(0), "label": torch.tensor(self.labels[i])}


class Encoder(nn.Module):
    def __init__(self, vocab=100, dim=32, classes=2):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        layer = nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True)
        self.enc = nn.TransformerEncoder(layer, 2)
        self.out = nn.Linear(dim, classes)

    def forward(self, ids, mask):
        h = self.enc(self.emb(ids), src_key_padding_mask=mask == 0)
        return self.out(h[:, 0])


loader = DataLoader(Reviews(["good"] * 40, [0, 1] * 20, Tokenizer()), batch_size=8, shuffle=True)
model = Encoder()
for batch in loader:
    logits = model(batch["input_ids"], batch["mask"])
    loss = nn.functional.cross_entropy(logits, batch["label"])
    print(loss.item())
    break
