import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Documents(Dataset):
    def __init__(self, n=24, length=16):
        self.tokens = torch.randint(1, 300, (n, length))
        self.labels = [[float(i % 17)] for i in range(n)]

    def __len__(self):
        return len(self.tokens)

    def __getitem__(self, i):
        return {"input_ids": self.tokens[i], "padding_mask": self.tokens[i] != 0, "label": torch.tensor(self.labels[i])}


class LanguageModel(nn.Module):
    def __init__(self, vocab=300, dim=32):
        super().__init__()
        self.embeddings = nn.Embedding(vocab, dim)
        self.layer = nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True)

    def forward(self, input_ids, padding_mask):
        return self.layer(self.embeddings(input_ids), src_key_padding_mask=~padding_mask)


class RegressionHead(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.feed_forward = nn.Sequential(*[nn.Linear(a, b) for a, b in zip(dims[:-1], dims[1:])])
        self.loss_fct = nn.MSELoss(reduction="none")

    def forward(self, x):
        return self.feed_forward(x)

    def logits_to_loss(self, logits, labels):
        return self.loss_fct(logits.squeeze(-1), labels)  # warning: [silent-broadcast]

    def logits_to_preds(self, logits):
        return logits.squeeze(-1).tolist()


class AdaptiveModel(nn.Module):
    def __init__(self, language_model, head):
        super().__init__()
        self.language_model, self.head = language_model, head

    def forward(self, input_ids, padding_mask):
        sequence = self.language_model(input_ids, padding_mask)
        return self.head(sequence[:, 0])


torch.manual_seed(0)
model = AdaptiveModel(LanguageModel(), RegressionHead([32, 16, 1]))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
for batch in DataLoader(Documents(), batch_size=8, shuffle=True):
    logits = model(batch["input_ids"], batch["padding_mask"])
    per_sample = model.head.logits_to_loss(logits, batch["label"])
    loss = per_sample.mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = loss.detach()
