# symbolic
"""Widths of famous checkpoints, and what a tokenizer fills up to."""

from torch import nn
from transformers import AutoModel, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
model = AutoModel.from_pretrained("bert-base-uncased")
batch = tokenizer(["one", "two"], padding="max_length", max_length=32, return_tensors="pt")
reveal_shape(batch["input_ids"])  # (2, 32)
states = model(**batch).last_hidden_state
reveal_shape(states)  # (2, 32, 768)
reveal_shape(model(**tokenizer("text", return_tensors="pt")).last_hidden_state)  # (1, length, 768)
nn.Linear(512, 2)(states)  # error: [feature-mismatch]
