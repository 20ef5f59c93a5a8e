import argparse

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class TabFormerEmbeddings(nn.Module):
    """Embeds the fields of each transaction, mixes them, and gives one vector for each transaction."""

    def __init__(self, ncols, vocab_size=500, field_hidden=16, hidden=64, layers=1, heads=4):
        super().__init__()
        self.word_embeddings = nn.Embedding(vocab_size, field_hidden)
        encoder_layer = nn.TransformerEncoderLayer(d_model=field_hidden, nhead=heads, dim_feedforward=field_hidden)
        self.transformer_encoder = nn.TransformerEncoder(encoder_layer, num_layers=layers)
        self.lin_proj = nn.Linear(field_hidden * ncols, hidden)

    def forward(self, input_ids):
        inputs_embeds = self.word_embeddings(input_ids)
        embeds_shape = list(inputs_embeds.size())
        inputs_embeds = inputs_embeds.view([-1] + embeds_shape[-2:])
        inputs_embeds = self.transformer_encoder(inputs_embeds)  # warning: [wrong-axis]
        inputs_embeds = inputs_embeds.contiguous().view(embeds_shape[0:2] + [-1])
        return self.lin_proj(inputs_embeds)


class TabFormerClassifier(nn.Module):
    def __init__(self, ncols, hidden=64):
        super().__init__()
        self.tab_embeddings = TabFormerEmbeddings(ncols, hidden=hidden)
        self.rnn = nn.LSTM(hidden, 32, batch_first=True)
        self.fc = nn.Linear(32, 1)

    def forward(self, input_ids):
        states, _ = self.rnn(self.tab_embeddings(input_ids))
        return self.fc(states[:, -1]).squeeze(-1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--ncols", type=int, default=12)
    parser.add_argument("--batch", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(0)
    data = TensorDataset(torch.randint(0, 500, (24, 10, args.ncols)), torch.randint(0, 2, (24,)).float())
    model = TabFormerClassifier(args.ncols)
    for rows, fraud in DataLoader(data, batch_size=args.batch, shuffle=True):
        loss = nn.functional.binary_cross_entropy_with_logits(model(rows), fraud)
        loss.backward()
    model.eval()
    out = model(data.tensors[0][:4]).detach()
