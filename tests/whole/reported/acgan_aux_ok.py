import torch
import torch.nn as nn
import torch.optim as optim


class _netD(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True))
        self.conv2 = nn.Sequential(nn.Conv2d(16, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.LeakyReLU(0.2, inplace=True))
        self.conv3 = nn.Sequential(nn.Conv2d(32, 64, 3, 2, 1, bias=False), nn.BatchNorm2d(64), nn.LeakyReLU(0.2, inplace=True))
        # discriminator fc
        self.fc_dis = nn.Linear(4 * 4 * 64, 1)
        # aux-classifier fc
        self.fc_aux = nn.Linear(4 * 4 * 64, num_classes)
        # softmax and sigmoid
        self.softmax = nn.LogSoftmax(dim=1)
        self.sigmoid = nn.Sigmoid()

    def forward(self, input):
        flat = self.conv3(self.conv2(self.conv1(input))).view(-1, 4 * 4 * 64)
        fc_dis = self.fc_dis(flat)
        fc_aux = self.fc_aux(flat)
        classes = self.softmax(fc_aux)
        realfake = self.sigmoid(fc_dis).view(-1, 1).squeeze(1)
        return realfake, classes


torch.manual_seed(0)
netD = _netD()
dis_criterion = nn.BCELoss()
aux_criterion = nn.NLLLoss()
optimizerD = optim.Adam(netD.parameters(), lr=0.0002, betas=(0.5, 0.999))
for i in range(2):
    real_cpu, label = torch.rand(8, 3, 32, 32), torch.randint(0, 10, (8,))
    dis_label = torch.full((8,), 1.0)
    netD.zero_grad()
    dis_output, aux_output = netD(real_cpu)
    dis_errD_real = dis_criterion(dis_output, dis_label)
    aux_errD_real = aux_criterion(aux_output, label)
    errD_real = dis_errD_real + aux_errD_real
    errD_real.backward()
    optimizerD.step()
out = errD_real.detach()
