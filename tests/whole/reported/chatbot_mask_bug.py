import torch
import torch.nn as nn


class LuongDecoder(nn.Module):
    def __init__(self, vocab=50, hidden=24):
        super().__init__()
        self.embedding = nn.Embedding(vocab, hidden)
        self.gru = nn.GRU(hidden, hidden)
        self.out = nn.Linear(hidden, vocab)

    def forward(self, input_step, last_hidden):
        embedded = self.embedding(input_step)
        rnn_output, hidden = self.gru(embedded, last_hidden)
        output = torch.softmax(self.out(rnn_output.squeeze(0)), dim=1)
        return output, hidden


def maskNLLLoss(inp, target, mask):
    nTotal = mask.sum()
    crossEntropy = -torch.log(torch.gather(inp, 1, target.view(-1, 1)))
    loss = crossEntropy.masked_select(mask).mean()  # warning: [silent-broadcast]
    return loss, nTotal.item()


def train(decoder, target_variable, mask, batch_size):
    decoder_input = torch.ones(1, batch_size, dtype=torch.long)
    decoder_hidden = torch.zeros(1, batch_size, 24)
    loss, n_totals, print_losses = 0, 0, []
    for t in range(target_variable.size(0)):
        decoder_output, decoder_hidden = decoder(decoder_input, decoder_hidden)
        decoder_input = target_variable[t].view(1, -1)
        mask_loss, nTotal = maskNLLLoss(decoder_output, target_variable[t], mask[t])
        loss += mask_loss
        print_losses.append(mask_loss.item() * nTotal)
        n_totals += nTotal
    loss.backward()
    return loss.detach()


torch.manual_seed(0)
lengths = torch.tensor([9, 7, 5, 4, 3])
mask = torch.arange(9).unsqueeze(1) < lengths
target = torch.randint(3, 50, (9, 5)) * mask
out = train(LuongDecoder(), target, mask, batch_size=5)
