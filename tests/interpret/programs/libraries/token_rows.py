# symbolic
"""An encoder takes rows of tokens: a tokenizer gives even one text an axis of its own, and a loader adds another."""

import torch
from torch.utils.data import DataLoader, Dataset
from transformers import AutoModel, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
encoder = AutoModel.from_pretrained("bert-base-uncased")


class Texts(Dataset):
    def __init__(self, one_axis):
        self.one_axis = one_axis

    def __len__(self):
        return 64

    def __getitem__(self, index):
        ids = tokenizer("a text", padding="max_length", max_length=16, return_tensors="pt")["input_ids"]
        return ids.squeeze(0) if self.one_axis else ids


for ids in DataLoader(Texts(True), batch_size=8):
    reveal_shape(encoder(ids).last_hidden_state)  # (8, 16, 768)
for ids in DataLoader(Texts(False), batch_size=8):
    reveal_shape(ids)  # (8, 1, 16)
    encoder(ids)  # error: [wrong-rank]
