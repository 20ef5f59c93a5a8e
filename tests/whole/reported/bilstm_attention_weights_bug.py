import torch
import torch.nn as nn


class BiLSTMAttention(nn.Module):
    def __init__(self, vocab=300, emb=32, hidden=40, attention=24, classes=3):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb)
        self.lstm = nn.LSTM(emb, hidden, bidirectional=True)
        self.width = 2 * hidden
        self.w_omega = nn.Parameter(torch.randn(2 * hidden, attention) * 0.1)
        self.u_omega = nn.Parameter(torch.randn(attention) * 0.1)
        self.label = nn.Linear(2 * hidden, classes)

    def attention_net(self, lstm_output):
        # (sequence_length, batch_size, width)
        sequence_length, batch_size, _ = lstm_output.size()
        flat = lstm_output.reshape(-1, self.width)
        attn_tanh = torch.tanh(torch.mm(flat, self.w_omega))
        attn_hidden_layer = torch.mm(attn_tanh, self.u_omega.reshape(-1, 1))
        exps = torch.exp(attn_hidden_layer).reshape(-1, sequence_length)  # warning: [moved-by-view]
        alphas = exps / exps.sum(1).reshape(-1, 1)
        state = lstm_output.permute(1, 0, 2)
        return torch.sum(state * alphas.reshape(-1, sequence_length, 1), 1)

    def forward(self, sentences):
        inputs = self.embedding(sentences).permute(1, 0, 2)
        output, _ = self.lstm(inputs)
        return self.label(self.attention_net(output))


out = BiLSTMAttention()(torch.randint(0, 300, (7, 18)))
