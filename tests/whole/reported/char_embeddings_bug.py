import torch
import torch.nn as nn
import torch.nn.functional as F


class CharEmbedding(nn.Module):
    def __init__(self, n_chars=70, char_dim=8, filters=100, width=5):
        super().__init__()
        self.char_dim = char_dim
        self.char_emb = nn.Embedding(n_chars, char_dim, padding_idx=1)
        self.char_conv = nn.Conv1d(char_dim, filters, width)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        """
        :param x: (batch, seq_len, word_len)
        :return: (batch, seq_len, filters)
        """
        batch_size, seq_len = x.size(0), x.size(1)
        # (batch, seq_len, word_len, char_dim)
        x = self.dropout(self.char_emb(x))
        # (batch * seq_len, char_dim, word_len)
        x = x.view(-1, self.char_dim, x.size(2))  # warning: [moved-by-view]
        x = F.relu(self.char_conv(x))
        x = F.max_pool1d(x, x.size(2)).squeeze(2)
        return x.view(batch_size, seq_len, -1)


words = torch.randint(0, 70, (4, 30, 16))
out = CharEmbedding().eval()(words)
