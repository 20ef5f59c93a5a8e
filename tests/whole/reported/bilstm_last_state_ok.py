import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence


class SentenceEncoder(nn.Module):
    """Each sentence becomes the last states of both directions, side by side."""

    def __init__(self, vocab_size, embed_dim, hidden_dim, num_classes):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_dim, padding_idx=0)
        self.lstm = nn.LSTM(embed_dim, hidden_dim, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * hidden_dim, num_classes)

    def forward(self, text, lengths):
        embedded = self.embedding(text)
        packed = pack_padded_sequence(embedded, lengths, batch_first=True, enforce_sorted=False)
        _, (hidden, _) = self.lstm(packed)
        sentence = hidden.transpose(0, 1).reshape(text.size(0), -1)
        return self.fc(torch.relu(sentence))


torch.manual_seed(0)
model = SentenceEncoder(vocab_size=400, embed_dim=50, hidden_dim=64, num_classes=4)
text = torch.randint(1, 400, (6, 21))
out = model(text, torch.tensor([21, 20, 18, 15, 9, 4]))
