import torch
import torch.nn as nn


class Embeddings(nn.Module):
    """Word and position embeddings of BERT."""

    def __init__(self, vocab_size, hidden_size, max_position=128):
        super().__init__()
        self.word_embeddings = nn.Embedding(vocab_size, hidden_size)
        self.position_embeddings = nn.Embedding(max_position, hidden_size)
        self.norm = nn.LayerNorm(hidden_size)

    def forward(self, input_ids):
        words = self.word_embeddings(input_ids)
        position_ids = torch.arange(input_ids.size(0)).unsqueeze(1)
        return self.norm(words + self.position_embeddings(position_ids))  # warning: [positions-along-batch]


class MaskedLM(nn.Module):
    def __init__(self, vocab_size=120, hidden_size=32, layers=2, heads=4):
        super().__init__()
        self.embeddings = Embeddings(vocab_size, hidden_size)
        layer = nn.TransformerEncoderLayer(hidden_size, heads, 4 * hidden_size, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers)
        self.decoder = nn.Linear(hidden_size, vocab_size)

    def forward(self, input_ids, attention_mask):
        x = self.embeddings(input_ids)
        x = self.encoder(x, src_key_padding_mask=~attention_mask)
        return self.decoder(x)


torch.manual_seed(0)
model = MaskedLM().eval()
ids = torch.randint(1, 120, (6, 20))
attention = torch.ones(6, 20, dtype=torch.bool)
attention[3:, 15:] = False
logits = model(ids, attention)
loss = nn.functional.cross_entropy(logits[attention], ids[attention])
loss.backward()
out = logits.detach()
