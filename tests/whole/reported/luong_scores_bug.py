import torch
import torch.nn as nn


class Attention(nn.Module):
    """Luong attention.

    query: (batch, output length, dimensions), context: (batch, query length, dimensions)
    """

    def __init__(self, dimensions, attention_type="general"):
        super().__init__()
        self.attention_type = attention_type
        if attention_type == "general":
            self.linear_in = nn.Linear(dimensions, dimensions, bias=False)
        self.linear_out = nn.Linear(dimensions * 2, dimensions, bias=False)
        self.softmax = nn.Softmax(dim=0)
        self.tanh = nn.Tanh()

    def forward(self, query, context):
        batch_size, output_len, dimensions = query.size()
        query_len = context.size(1)
        if self.attention_type == "general":
            query = query.reshape(batch_size * output_len, dimensions)
            query = self.linear_in(query)
            query = query.reshape(batch_size, output_len, dimensions)
        attention_scores = torch.bmm(query, context.transpose(1, 2).contiguous())
        attention_scores = attention_scores.view(batch_size * output_len, query_len)
        attention_weights = self.softmax(attention_scores)  # warning: [wrong-axis]
        attention_weights = attention_weights.view(batch_size, output_len, query_len)
        mix = torch.bmm(attention_weights, context)
        combined = torch.cat((mix, query), dim=2)
        combined = combined.view(batch_size * output_len, 2 * dimensions)
        output = self.linear_out(combined).view(batch_size, output_len, dimensions)
        return self.tanh(output), attention_weights


class Seq2Seq(nn.Module):
    def __init__(self, vocab=60, dim=24):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.encoder = nn.GRU(dim, dim, batch_first=True)
        self.decoder = nn.GRU(dim, dim, batch_first=True)
        self.attention = Attention(dim)
        self.out = nn.Linear(dim, vocab)

    def forward(self, source, target):
        context, state = self.encoder(self.embed(source))
        query, _ = self.decoder(self.embed(target), state)
        mixed, weights = self.attention(query, context)
        return self.out(mixed)


torch.manual_seed(0)
net = Seq2Seq()
logits = net(torch.randint(0, 60, (4, 11)), torch.randint(0, 60, (4, 7)))
loss = nn.functional.cross_entropy(logits.transpose(1, 2), torch.randint(0, 60, (4, 7)))
loss.backward()
out = logits.detach()
