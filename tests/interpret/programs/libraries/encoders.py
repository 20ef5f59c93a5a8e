"""What encoders of transformers give, by the width of their configuration."""

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer, BertConfig, BertModel

config = BertConfig(hidden_size=96, num_hidden_layers=1, num_attention_heads=4, intermediate_size=64, vocab_size=50)
bert = BertModel(config)
reveal_shape(bert.config.hidden_size)  # 96
ids = torch.ones(2, 7, dtype=torch.long)
given = bert(input_ids=ids, attention_mask=torch.ones(2, 7))
reveal_shape(given.last_hidden_state)  # (2, 7, 96)
reveal_shape(given.pooler_output)  # (2, 96)
reveal_shape(bert(ids)[0][:, 0])  # (2, 96)
reveal_shape(nn.Linear(bert.config.hidden_size, 3)(given[1]))  # (2, 3)


def read(texts):
    """Of texts that nobody knows."""
    tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
    encoder = AutoModel.from_pretrained("bert-base-uncased")
    one = tokenizer.encode_plus(texts, max_length=24, padding="max_length", truncation=True)
    reveal_shape(torch.tensor(one["input_ids"]))  # (24,)
    several = tokenizer(texts, max_length=24, padding="max_length", truncation=True, return_tensors="pt")
    reveal_shape(several["attention_mask"])  # (texts, 24)
    reveal_shape(encoder(texts).last_hidden_state)  # (batch, length, 768)


read(open("texts.txt").read())
