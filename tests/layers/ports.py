"""Keras programs with faithful ports to torch, and faults: what is replaced, and what must be said of that."""

from __future__ import annotations

from dataclasses import dataclass, field

Fault = tuple[str, str, str, str, str]
"""Old text, new text; field, Keras layer and torch module of the difference that must be named."""

KERAS = (
    "import keras\nfrom keras import layers\nfrom keras.layers import *\nfrom keras.models import Model, Sequential\n"
)
TORCH = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n"


@dataclass
class Port:
    """final: whether torch leaves the last softmax or sigmoid to the loss. inputs: where the program does not say."""

    keras: str
    torch: str
    faults: list[Fault] = field(default_factory=list)
    final: bool = False
    inputs: list[tuple[int | None, ...]] = field(default_factory=list)


def net(init: str, forward: str) -> str:
    def rows(text: str) -> str:
        return "\n".join(f"        {row}" for row in text.strip().split("\n"))

    return f"class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n{rows(init)}\n\n    def forward(self, x):\n{rows(forward)}\n"


PORTS: dict[str, Port] = {
    "digits": Port(
        """
model = Sequential([
    Input((28, 28, 1)), Conv2D(8, 3, activation='relu'), MaxPooling2D(), Conv2D(16, 3, activation='relu'),
    MaxPooling2D(2), Flatten(), Dropout(0.5), Dense(10, activation='softmax')])
""",
        net(
            "self.conv1 = nn.Conv2d(1, 8, 3)\nself.conv2 = nn.Conv2d(8, 16, 3)\nself.drop = nn.Dropout(0.5)\nself.fc = nn.Linear(16 * 5 * 5, 10)",
            "x = F.max_pool2d(F.relu(self.conv1(x)), 2)\nx = F.max_pool2d(F.relu(self.conv2(x)), 2)\nx = x.permute(0, 2, 3, 1).flatten(1)\nreturn self.fc(self.drop(x))",
        ),
        [
            ("x.permute(0, 2, 3, 1).flatten(1)", "x.flatten(1)", "order", "dense", "fc"),
            (
                "x = F.max_pool2d(F.relu(self.conv2(x)), 2)",
                "x = F.max_pool2d(self.conv2(x), 2)",
                "activation",
                "conv2d_1",
                "",
            ),
            ("Dropout(0.5)", "Dropout(0.2)", "rate", "dropout", "drop"),
            ("nn.Conv2d(8, 16, 3)", "nn.Conv2d(8, 16, 3, padding=1)", "padding", "conv2d_1", "conv2"),
            (
                "F.max_pool2d(F.relu(self.conv2(x)), 2)",
                "F.avg_pool2d(F.relu(self.conv2(x)), 2)",
                "pool_kind",
                "max_pooling2d_1",
                "avg_pool2d",
            ),
        ],
        final=True,
    ),
    "strided": Port(
        """
inputs = keras.Input(shape=(64, 64, 3))
x = layers.Conv2D(16, 3, strides=2, padding='same', use_bias=False)(inputs)
x = layers.BatchNormalization()(x)
x = layers.ReLU(6.)(x)
x = layers.Conv2D(32, 5, strides=2, padding='same')(x)
x = layers.LeakyReLU()(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(4)(x))
""",
        net(
            "self.conv1 = nn.Conv2d(3, 16, 3, stride=2, bias=False)\nself.bn = nn.BatchNorm2d(16, eps=1e-3, momentum=0.01)\nself.act = nn.ReLU6()\nself.conv2 = nn.Conv2d(16, 32, 5, stride=2)\nself.leaky = nn.LeakyReLU(0.3)\nself.fc = nn.Linear(32, 4)",
            "x = self.act(self.bn(self.conv1(F.pad(x, (0, 1, 0, 1)))))\nx = self.leaky(self.conv2(F.pad(x, (1, 2, 1, 2))))\nreturn self.fc(x.mean((2, 3)))",
        ),
        [
            (
                "self.conv1(F.pad(x, (0, 1, 0, 1)))",
                "self.conv1(F.pad(x, (1, 1, 1, 1)))",
                "alignment",
                "conv2d",
                "conv1",
            ),
            ("eps=1e-3, ", "", "eps", "batch_normalization", "bn"),
            (", momentum=0.01", "", "momentum", "batch_normalization", "bn"),
            ("nn.LeakyReLU(0.3)", "nn.LeakyReLU()", "negative_slope", "leaky_re_lu", "leaky"),
            ("nn.ReLU6()", "nn.ReLU()", "activation", "re_lu", "act"),
            ("bias=False", "bias=True", "bias", "conv2d", "conv1"),
            ("x.mean((2, 3))", "x.amax((2, 3))", "pool_kind", "global_average_pooling2d", "amax"),
        ],
    ),
    "residual": Port(
        """
def block(x, filters, stride=1):
    y = layers.Conv2D(filters, 3, strides=stride, padding='same')(x)
    y = layers.BatchNormalization()(y)
    y = layers.Activation('relu')(y)
    y = layers.Conv2D(filters, 3, padding='same')(y)
    y = layers.BatchNormalization()(y)
    if stride > 1:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation('relu')(layers.add([x, y]))

def build(shape=(32, 32, 8), classes=5):
    inputs = layers.Input(shape)
    x = block(inputs, 8)
    x = block(x, 16, 2)
    x = layers.GlobalMaxPooling2D()(x)
    return Model(inputs=inputs, outputs=layers.Dense(classes)(x))
""",
        """
class Block(nn.Module):
    def __init__(self, c, filters, stride=1):
        super().__init__()
        self.stride = stride
        self.conv1 = nn.Conv2d(c, filters, 3, stride, padding=0 if stride > 1 else 1)
        self.bn1 = nn.BatchNorm2d(filters, 1e-3, 0.01)
        self.conv2 = nn.Conv2d(filters, filters, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(filters, 1e-3, 0.01)
        self.down = nn.Conv2d(c, filters, 1, stride) if stride > 1 else nn.Identity()

    def forward(self, x):
        short = self.down(x)
        if self.stride > 1:
            x = F.pad(x, (0, 1, 0, 1))
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return F.relu(y + short)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = Block(8, 8)
        self.two = Block(8, 16, 2)
        self.fc = nn.Linear(16, 5)

    def forward(self, x):
        x = self.two(self.one(x))
        return self.fc(torch.amax(x, dim=(2, 3)))
""",
        [
            ("F.relu(y + short)", "y + short", "activation", "activation_1", ""),
            ("F.relu(self.bn1(self.conv1(x)))", "self.bn1(self.conv1(x))", "activation", "activation", ""),
            (
                "self.conv2 = nn.Conv2d(filters, filters, 3, padding=1)",
                "self.conv2 = nn.Conv2d(filters, filters, 3, padding=1, bias=False)",
                "bias",
                "conv2d_1",
                "one.conv2",
            ),
        ],
    ),
    "padded": Port(
        """
model = Sequential()
model.add(ZeroPadding2D(3, input_shape=(56, 56, 3)))
model.add(Conv2D(12, 7, strides=2))
model.add(Activation('relu'))
model.add(ZeroPadding2D(padding=(1, 1)))
model.add(MaxPooling2D(3, strides=2))
model.add(MaxPooling2D((3, 3), strides=(2, 2), padding='same'))
model.add(AveragePooling2D(2, padding='same'))
model.add(Flatten())
model.add(Dense(3, activation='tanh'))
""",
        net(
            "self.conv = nn.Conv2d(3, 12, 7, 2, 3)\nself.pool1 = nn.MaxPool2d(3, 2, 1)\nself.pool2 = nn.MaxPool2d(3, 2, ceil_mode=True)\nself.pool3 = nn.AvgPool2d(2, ceil_mode=True, count_include_pad=False)\nself.fc = nn.Linear(4 * 4 * 12, 3)",
            "x = torch.relu(self.conv(x))\nx = self.pool3(self.pool2(self.pool1(x)))\nx = x.permute(0, 2, 3, 1).reshape(x.size(0), -1)\nreturn torch.tanh(self.fc(x))",
        ),
        [
            (
                "nn.MaxPool2d(3, 2, ceil_mode=True)",
                "nn.MaxPool2d(3, 2, padding=1)",
                "alignment",
                "max_pooling2d_1",
                "pool2",
            ),
            ("nn.Conv2d(3, 12, 7, 2, 3)", "nn.Conv2d(3, 12, 7, 2, 2)", "padding", "conv2d", "conv"),
            ("torch.tanh(self.fc(x))", "self.fc(x)", "activation", "dense", ""),
        ],
    ),
    "separable": Port(
        """
inputs = Input((32, 32, 6))
x = SeparableConv2D(10, 3, padding='same', depth_multiplier=2, activation='swish')(inputs)
x = DepthwiseConv2D(5, padding='same')(x)
x = BatchNormalization(scale=False)(x)
x = PReLU(shared_axes=[1, 2])(x)
x = SpatialDropout2D(0.2)(x)
x = Conv2D(4, 3, dilation_rate=2, groups=2)(x)
model = Model(inputs, x)
""",
        net(
            "self.dw = nn.Conv2d(6, 12, 3, padding=1, groups=6, bias=False)\nself.pw = nn.Conv2d(12, 10, 1)\nself.deep = nn.Conv2d(10, 10, 5, padding='same', groups=10)\nself.bn = nn.BatchNorm2d(10, eps=0.001, momentum=0.01)\nself.bn.weight = None\nself.act = nn.PReLU(10)\nself.drop = nn.Dropout2d(0.2)\nself.last = nn.Conv2d(10, 4, 3, dilation=2, groups=2)",
            "x = F.silu(self.pw(self.dw(x)))\nx = self.drop(self.act(self.bn(self.deep(x))))\nreturn self.last(x)",
        ),
        [
            ("nn.PReLU(10)", "nn.PReLU()", "params", "p_re_lu", "act"),
            ("Dropout2d", "Dropout", "kind", "spatial_dropout2d", "drop"),
            ("dilation=2, groups=2", "dilation=1, groups=2", "dilation", "conv2d", "last"),
            ("3, dilation=2, groups=2", "3, dilation=2", "groups", "conv2d", "last"),
            ("padding=1, groups=6, bias=False", "padding=1, groups=6", "bias", "separable_conv2d", "dw"),
            ("F.silu", "F.relu", "activation", "separable_conv2d", "relu"),
            ("5, padding='same', groups=10", "3, padding='same', groups=10", "kernel", "depthwise_conv2d", "deep"),
        ],
    ),
    "upsampled": Port(
        """
z = Input(shape=(20,))
x = Dense(4 * 4 * 16)(z)
x = Reshape((4, 4, 16))(x)
x = Conv2DTranspose(8, 4, strides=2, padding='same', activation='relu')(x)
x = Conv2DTranspose(8, 3, strides=2, padding='same')(x)
x = UpSampling2D()(x)
x = UpSampling2D(2, interpolation='bilinear')(x)
x = Conv2D(3, 3, padding='same', activation='tanh')(x)
model = Model(z, x)
""",
        net(
            "self.fc = nn.Linear(20, 256)\nself.up1 = nn.ConvTranspose2d(16, 8, 4, 2, 1)\nself.up2 = nn.ConvTranspose2d(8, 8, 3, 2)\nself.big = nn.Upsample(scale_factor=2)\nself.out = nn.Conv2d(8, 3, 3, padding=1)",
            "x = self.fc(x).view(-1, 4, 4, 16).permute(0, 3, 1, 2)\nx = F.relu(self.up1(x))\nx = self.up2(x)[..., :-1, :-1]\nx = self.big(x)\nx = F.interpolate(x, scale_factor=2, mode='bilinear', align_corners=False)\nreturn torch.tanh(self.out(x))",
        ),
        [
            ("view(-1, 4, 4, 16).permute(0, 3, 1, 2)", "view(-1, 16, 4, 4)", "order", "conv2d_transpose", "up1"),
            ("align_corners=False", "align_corners=True", "align_corners", "up_sampling2d_1", "interpolate"),
            ("self.up2(x)[..., :-1, :-1]", "self.up2(x)[..., 1:, 1:]", "alignment", "conv2d_transpose_1", "up2"),
            (
                "nn.Upsample(scale_factor=2)",
                "nn.Upsample(scale_factor=2, mode='bilinear')",
                "interpolation",
                "up_sampling2d",
                "big",
            ),
        ],
    ),
    "words": Port(
        """
model = keras.Sequential()
model.add(layers.Embedding(500, 32, input_length=40))
model.add(layers.Conv1D(24, 5, activation='relu'))
model.add(layers.GlobalMaxPooling1D())
model.add(layers.Dense(1, activation='sigmoid'))
""",
        net(
            "self.embed = nn.Embedding(500, 32)\nself.conv = nn.Conv1d(32, 24, 5)\nself.fc = nn.Linear(24, 1)",
            "x = self.embed(x).permute(0, 2, 1)\nx = F.relu(self.conv(x)).max(dim=2)[0]\nreturn torch.sigmoid(self.fc(x))",
        ),
        [
            ("nn.Embedding(500, 32)", "nn.Embedding(400, 32)", "units", "embedding", "embed"),
            ("Conv1d(32, 24, 5)", "Conv1d(32, 24, 5, padding=2)", "padding", "conv1d", "conv"),
            (
                "F.relu(self.conv(x)).max(dim=2)[0]",
                "F.relu(self.conv(x)).mean(dim=2)",
                "pool_kind",
                "global_max_pooling1d",
                "mean",
            ),
        ],
    ),
    "causal": Port(
        """
inputs = Input((48, 8))
x = Conv1D(16, 3, dilation_rate=2, padding='causal', activation='relu')(inputs)
x = Conv1D(16, 2, padding='causal')(x)
x = LayerNormalization()(x)
x = GlobalAveragePooling1D()(x)
model = Model(inputs, Dense(2)(x))
""",
        net(
            "self.conv1 = nn.Conv1d(8, 16, 3, dilation=2)\nself.conv2 = nn.Conv1d(16, 16, 2, padding=1)\nself.norm = nn.LayerNorm(16, eps=1e-3)\nself.fc = nn.Linear(16, 2)",
            "x = x.transpose(1, 2)\nx = F.relu(self.conv1(F.pad(x, (4, 0))))\nx = self.conv2(x)[:, :, :-1]\nx = self.norm(x.transpose(1, 2))\nreturn self.fc(x.mean(dim=1))",
        ),
        [
            ("F.pad(x, (4, 0))", "F.pad(x, (2, 2))", "alignment", "conv1d", "conv1"),
            (", eps=1e-3", "", "eps", "layer_normalization", "norm"),
        ],
    ),
    "recurrent": Port(
        """
model = Sequential([
    Input((20, 6)), LSTM(16, return_sequences=True), LSTM(16), Dropout(0.3), Dense(12, activation='relu'), Dense(3)])
""",
        net(
            "self.lstm = nn.LSTM(6, 16, num_layers=2, batch_first=True)\nself.drop = nn.Dropout(0.3)\nself.fc1 = nn.Linear(16, 12)\nself.fc2 = nn.Linear(12, 3)",
            "out, _ = self.lstm(x)\nx = self.drop(out[:, -1])\nreturn self.fc2(F.relu(self.fc1(x)))",
        ),
        [
            (", batch_first=True", "", "layout", "lstm", "lstm"),
            ("num_layers=2, ", "", "layers", "lstm_1", ""),
            ("out[:, -1]", "out[:, 0]", "step", "lstm_1", "lstm"),
            ("F.relu(self.fc1(x))", "self.fc1(x)", "activation", "dense", ""),
        ],
    ),
    "directions": Port(
        """
inputs = Input((15, 4))
x = Bidirectional(LSTM(8, return_sequences=True))(inputs)
x = Bidirectional(GRU(6))(x)
model = Model(inputs, Dense(2)(x))
""",
        net(
            "self.lstm = nn.LSTM(4, 8, batch_first=True, bidirectional=True)\nself.gru = nn.GRU(16, 6, batch_first=True, bidirectional=True)\nself.fc = nn.Linear(12, 2)",
            "x, _ = self.lstm(x)\n_, h = self.gru(x)\nreturn self.fc(torch.cat((h[-2], h[-1]), dim=1))",
        ),
        [
            (
                "_, h = self.gru(x)\n        return self.fc(torch.cat((h[-2], h[-1]), dim=1))",
                "x, _ = self.gru(x)\n        return self.fc(x[:, -1])",
                "step",
                "bidirectional_1",
                "gru",
            ),
        ],
    ),
    "reset": Port(
        """
model = Sequential([Input((9, 5)), GRU(7, return_sequences=True), SimpleRNN(4), Dense(2, use_bias=False)])
""",
        net(
            "self.gru = nn.GRU(5, 7, batch_first=True)\nself.rnn = nn.RNN(7, 4, batch_first=True)\nself.fc = nn.Linear(4, 2, bias=False)",
            "x, _ = self.gru(x)\n_, h = self.rnn(x)\nreturn self.fc(h[-1])",
        ),
        [
            ("bias=False", "bias=True", "bias", "dense", "fc"),
            ("nn.RNN(7, 4, batch", "nn.RNN(7, 4, nonlinearity='relu', batch", "activation", "simple_rnn", "rnn"),
        ],
    ),
    "branches": Port(
        """
inputs = keras.Input((16, 16, 4))
a = layers.Conv2D(6, 1, activation='relu')(inputs)
b = layers.Conv2D(8, 3, padding='same', activation='relu')(inputs)
c = layers.MaxPooling2D(3, strides=1, padding='same')(inputs)
c = layers.Conv2D(5, 1)(c)
x = layers.concatenate([a, b, c])
x = layers.Conv2D(7, 3, activation='elu')(x)
model = keras.Model(inputs, x)
""",
        net(
            "self.a = nn.Conv2d(4, 6, 1)\nself.b = nn.Conv2d(4, 8, 3, padding=1)\nself.c = nn.Conv2d(4, 5, 1)\nself.last = nn.Conv2d(19, 7, 3)",
            "c = self.c(F.max_pool2d(x, 3, 1, 1))\nb = F.relu(self.b(x))\na = F.relu(self.a(x))\nreturn F.elu(self.last(torch.cat([a, b, c], dim=1)))",
        ),
        [
            ("b = F.relu(self.b(x))", "b = self.b(x)", "activation", "conv2d_1", ""),
            ("F.max_pool2d(x, 3, 1, 1)", "F.avg_pool2d(x, 3, 1, 1)", "pool_kind", "max_pooling2d", "avg_pool2d"),
        ],
    ),
    "shared": Port(
        """
left, right = Input((10,)), Input((10,))
tower = Sequential([Dense(8, activation='relu'), Dense(4)])
joined = Concatenate()([tower(left), tower(right)])
model = Model([left, right], Dense(1)(joined))
""",
        """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.tower = nn.Sequential(nn.Linear(10, 8), nn.ReLU(), nn.Linear(8, 4))
        self.fc = nn.Linear(8, 1)

    def forward(self, left, right):
        return self.fc(torch.cat((self.tower(left), self.tower(right)), 1))
""",
        [("nn.ReLU()", "nn.GELU()", "activation", "dense", "tower.1")],
    ),
    "attention": Port(
        """
inputs = Input((12, 16))
x = MultiHeadAttention(num_heads=4, key_dim=4)(inputs, inputs)
x = LayerNormalization(epsilon=1e-5)(layers.add([x, inputs]))
y = Dense(32, activation='gelu')(x)
y = Dense(16)(y)
x = LayerNormalization(epsilon=1e-5)(x + y)
model = Model(inputs, x)
""",
        net(
            "self.attention = nn.MultiheadAttention(16, 4, batch_first=True)\nself.norm1 = nn.LayerNorm(16)\nself.fc1 = nn.Linear(16, 32)\nself.fc2 = nn.Linear(32, 16)\nself.norm2 = nn.LayerNorm(16)",
            "a, _ = self.attention(x, x, x)\nx = self.norm1(x + a)\ny = self.fc2(F.gelu(self.fc1(x)))\nreturn self.norm2(x + y)",
        ),
        [
            (
                "nn.MultiheadAttention(16, 4,",
                "nn.MultiheadAttention(16, 2,",
                "heads",
                "multi_head_attention",
                "attention",
            ),
            ("F.gelu", "F.relu", "activation", "dense", "relu"),
        ],
    ),
    "volume": Port(
        """
model = Sequential([
    Input((8, 16, 16, 2)), Conv3D(4, 3, padding='same', activation='relu'), MaxPooling3D((1, 2, 2)),
    GroupNormalization(2), Flatten(), Dense(3)])
""",
        net(
            "self.conv = nn.Conv3d(2, 4, 3, padding=1)\nself.pool = nn.MaxPool3d((1, 2, 2))\nself.norm = nn.GroupNorm(2, 4, eps=1e-3)\nself.fc = nn.Linear(8 * 8 * 8 * 4, 3)",
            "x = self.norm(self.pool(torch.relu(self.conv(x))))\nreturn self.fc(x.permute(0, 2, 3, 4, 1).flatten(1))",
        ),
        [
            ("GroupNorm(2, 4", "GroupNorm(4, 4", "groups", "group_normalization", "norm"),
            ("MaxPool3d((1, 2, 2))", "MaxPool3d(2)", "kernel", "max_pooling3d", "pool"),
        ],
    ),
    "nested": Port(
        """
encoder = Sequential([Input((28, 28, 1)), Conv2D(8, 3, strides=2), ReLU(), Conv2D(4, 3), Flatten()])
inputs = Input((28, 28, 1))
code = encoder(inputs)
outputs = Dense(5)(code)
model = Model(inputs=inputs, outputs=outputs)
""",
        """
class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(1, 8, 3, stride=2), nn.ReLU(), nn.Conv2d(8, 4, 3))

    def forward(self, x):
        return self.body(x).permute(0, 2, 3, 1).flatten(1)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.fc = nn.Linear(11 * 11 * 4, 5)

    def forward(self, x):
        return self.fc(self.encoder(x))
""",
        [("stride=2", "stride=1", "stride", "conv2d", "encoder.body.0")],
    ),
    "subclass": Port(
        """
class Classifier(keras.Model):
    def __init__(self, classes=6):
        super().__init__()
        self.conv = layers.Conv2D(10, 3, padding='same')
        self.bn = layers.BatchNormalization(epsilon=1e-5, momentum=0.9)
        self.pool = layers.GlobalAveragePooling2D()
        self.fc = layers.Dense(classes)

    def call(self, x, training=None):
        x = keras.activations.relu(self.bn(self.conv(x), training=training))
        return self.fc(self.pool(x))
""",
        net(
            "self.conv = nn.Conv2d(3, 10, 3, padding=1)\nself.bn = nn.BatchNorm2d(10)\nself.pool = nn.AdaptiveAvgPool2d(1)\nself.fc = nn.Linear(10, 6)",
            "x = self.pool(F.relu(self.bn(self.conv(x))))\nreturn self.fc(x.flatten(1))",
        ),
        [
            ("nn.Linear(10, 6)", "nn.Linear(10, 7)", "units", "dense", "fc"),
            ("BatchNorm2d(10)", "BatchNorm2d(10, affine=False)", "affine", "batch_normalization", "bn"),
        ],
        inputs=[(32, 32, 3)],
    ),
    "first": Port(
        """
model = Sequential()
model.add(Conv2D(6, (3, 3), data_format='channels_first', input_shape=(3, 20, 20)))
model.add(MaxPooling2D(data_format='channels_first'))
model.add(Reshape((-1,)))
model.add(Dense(4))
""",
        net(
            "self.conv = nn.Conv2d(3, 6, 3)\nself.fc = nn.Linear(6 * 9 * 9, 4)",
            "x = F.max_pool2d(self.conv(x), 2)\nreturn self.fc(x.flatten(1))",
        ),
        [("flatten(1)", "permute(0, 2, 3, 1).flatten(1)", "order", "dense", "fc")],
    ),
    "distributed": Port(
        """
model = Sequential([Input((7, 12)), TimeDistributed(Dense(5, activation='relu')), Flatten(), Dense(2)])
""",
        net(
            "self.step = nn.Linear(12, 5)\nself.fc = nn.Linear(35, 2)",
            "x = torch.relu(self.step(x))\nreturn self.fc(x.reshape(-1, 35))",
        ),
        [("nn.Linear(12, 5)", "nn.Linear(12, 5, bias=False)", "bias", "time_distributed", "step")],
    ),
    "skips": Port(
        """
def conv(x, n):
    x = layers.Conv2D(n, 3, padding='same', activation='relu')(x)
    return layers.Conv2D(n, 3, padding='same', activation='relu')(x)

inputs = layers.Input((32, 32, 2))
c1 = conv(inputs, 4)
p1 = layers.MaxPooling2D()(c1)
c2 = conv(p1, 8)
u1 = layers.Conv2DTranspose(4, 2, strides=2, padding='same')(c2)
m1 = layers.Concatenate(axis=3)([u1, c1])
c3 = conv(m1, 4)
model = keras.Model(inputs=[inputs], outputs=[layers.Conv2D(1, 1, activation='sigmoid')(c3)])
""",
        """
def conv(a, b):
    return nn.Sequential(nn.Conv2d(a, b, 3, padding=1), nn.ReLU(), nn.Conv2d(b, b, 3, padding=1), nn.ReLU())


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1, self.c2, self.c3 = conv(2, 4), conv(4, 8), conv(8, 4)
        self.pool = nn.MaxPool2d(2)
        self.up = nn.ConvTranspose2d(8, 4, 2, 2)
        self.out = nn.Conv2d(4, 1, 1)

    def forward(self, x):
        c1 = self.c1(x)
        c2 = self.c2(self.pool(c1))
        c3 = self.c3(torch.cat([self.up(c2), c1], dim=1))
        return torch.sigmoid(self.out(c3))
""",
        [
            (
                "nn.ConvTranspose2d(8, 4, 2, 2)",
                "nn.ConvTranspose2d(8, 4, 2, 2, bias=False)",
                "bias",
                "conv2d_transpose",
                "up",
            )
        ],
    ),
    "tensorflow": Port(
        """
import tensorflow as tf
model = tf.keras.models.Sequential([
    tf.keras.layers.InputLayer(input_shape=(32, 32, 3)),
    tf.keras.layers.Conv2D(6, (5, 5), activation=tf.nn.tanh),
    tf.keras.layers.AveragePooling2D((2, 2)),
    tf.keras.layers.Conv2D(16, (5, 5), activation='tanh'),
    tf.keras.layers.AveragePooling2D(pool_size=2, strides=2),
    tf.keras.layers.Flatten(),
])
for units in [120, 84]:
    model.add(tf.keras.layers.Dense(units=units, activation='tanh'))
model.add(tf.keras.layers.Dense(10))
model.add(tf.keras.layers.Activation('softmax'))
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
""",
        net(
            "self.features = nn.Sequential(nn.Conv2d(3, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2))\nself.classifier = nn.Sequential(nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))",
            "x = self.features(x)\nx = torch.permute(x, (0, 2, 3, 1))\nx = torch.flatten(x, start_dim=1)\nreturn F.softmax(self.classifier(x), dim=1)",
        ),
        [
            (
                "nn.Conv2d(6, 16, 5), nn.Tanh()",
                "nn.Conv2d(6, 16, 5), nn.ReLU()",
                "activation",
                "conv2d_1",
                "features.4",
            ),
            ("nn.Linear(120, 84), nn.Tanh()", "nn.Linear(120, 84), nn.Identity()", "activation", "dense_1", ""),
        ],
    ),
    "copied": Port(
        """
def encoder(x):
    x = Conv1D(8, 3, padding='same', activation='relu')(x)
    skip = x = BatchNormalization(axis=-1)(x)
    x = MaxPooling1D(2)(x)
    return x, skip

inputs = Input(shape=(None, 40))
x, skip = encoder(inputs)
x = UpSampling1D(2)(x)
x = Concatenate(axis=-1)([x, skip])
x = Bidirectional(LSTM(6, return_sequences=True), merge_mode='sum')(x)
model = Model(inputs=[inputs], outputs=[TimeDistributed(Dense(4))(x)])
""",
        net(
            "self.conv = nn.Conv1d(40, 8, 3, padding='same')\nself.bn = nn.BatchNorm1d(8, 1e-3, 0.01)\nself.lstm = nn.LSTM(16, 6, batch_first=True, bidirectional=True)\nself.fc = nn.Linear(6, 4)",
            "x = self.bn(F.relu(self.conv(x.transpose(1, 2))))\ny = F.interpolate(F.max_pool1d(x, 2), scale_factor=2)\nx = torch.cat([y, x], dim=1).transpose(1, 2)\nx, _ = self.lstm(x)\nreturn self.fc(x[..., :6] + x[..., 6:])",
        ),
        [
            (
                "nn.LSTM(16, 6, batch_first=True, bidirectional=True)",
                "nn.LSTM(16, 6, bidirectional=True)",
                "layout",
                "bidirectional",
                "lstm",
            )
        ],
    ),
    "squeeze": Port(
        """
inputs = Input((16, 16, 12))
x = Conv2D(12, 3, padding='same', kernel_initializer='he_normal', kernel_regularizer=None)(inputs)
s = GlobalAveragePooling2D()(x)
s = Dense(3, activation='relu')(s)
s = Dense(12, activation='sigmoid')(s)
s = Reshape((1, 1, 12))(s)
x = Multiply()([x, s])
x = layers.ZeroPadding2D(((0, 1), (0, 1)))(x)
x = layers.DepthwiseConv2D(3, strides=2, use_bias=False)(x)
x = layers.BatchNormalization(axis=3)(x)
x = layers.ReLU(max_value=6)(x)
x = layers.GlobalAveragePooling2D(keepdims=True)(x)
model = Model(inputs, layers.Conv2D(2, 1)(x))
""",
        net(
            "self.conv = nn.Conv2d(12, 12, 3, padding=1)\nself.fc1 = nn.Linear(12, 3)\nself.fc2 = nn.Linear(3, 12)\nself.pad = nn.ZeroPad2d((0, 1, 0, 1))\nself.dw = nn.Conv2d(12, 12, 3, stride=2, groups=12, bias=False)\nself.bn = nn.BatchNorm2d(12, eps=0.001, momentum=0.01)\nself.out = nn.Conv2d(12, 2, 1)",
            "x = self.conv(x)\ns = x.mean(dim=[2, 3])\ns = torch.sigmoid(self.fc2(F.relu(self.fc1(s))))\nx = x * s[:, :, None, None]\nx = F.relu6(self.bn(self.dw(self.pad(x))))\nreturn self.out(F.adaptive_avg_pool2d(x, (1, 1)))",
        ),
        [
            ("nn.ZeroPad2d((0, 1, 0, 1))", "nn.ZeroPad2d(1)", "alignment", "depthwise_conv2d", "dw"),
            ("torch.sigmoid(self.fc2", "torch.tanh(self.fc2", "activation", "dense_1", "tanh"),
            ("x * s[:, :, None, None]", "x + s[:, :, None, None]", "kind", "multiply", "__add__"),
        ],
    ),
    "sequences": Port(
        """
inputs = Input((10, 5))
x = LSTM(8)(inputs)
x = RepeatVector(10)(x)
x = LSTM(6, return_sequences=True)(x)
x = TimeDistributed(Dense(5))(x)
model = Model(inputs, x)
""",
        net(
            "self.encoder = nn.LSTM(5, 8, batch_first=True)\nself.decoder = nn.LSTM(8, 6, batch_first=True)\nself.fc = nn.Linear(6, 5)",
            "_, (h, c) = self.encoder(x)\nx = h[-1].unsqueeze(1).repeat(1, 10, 1)\nx, _ = self.decoder(x)\nreturn self.fc(x)",
        ),
        [("nn.LSTM(8, 6, batch_first=True)", "nn.GRU(8, 6, batch_first=True)", "kind", "lstm_1", "decoder")],
    ),
    "translated": Port(
        """
source = Input((7, 4))
_, h, c = LSTM(6, return_state=True)(source)
target = Input((5, 3))
x = LSTM(6, return_sequences=True)(target, initial_state=[h, c])
model = Model([source, target], Dense(9)(x))
""",
        """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.LSTM(4, 6, batch_first=True)
        self.decoder = nn.LSTM(3, 6, batch_first=True)
        self.fc = nn.Linear(6, 9)

    def forward(self, source, target):
        _, state = self.encoder(source)
        out, _ = self.decoder(target, state)
        return self.fc(out)
""",
        [("nn.Linear(6, 9)", "nn.Linear(6, 9, bias=False)", "bias", "dense", "fc")],
    ),
    "mixer": Port(
        """
inputs = layers.Input(shape=(16, 16, 3))
x = layers.Conv2D(8, 4, strides=4)(inputs)
x = layers.Reshape((16, 8))(x)
for _ in range(2):
    y = layers.LayerNormalization(epsilon=1e-6)(x)
    y = layers.Permute((2, 1))(y)
    y = layers.Dense(12, activation='gelu')(y)
    y = layers.Dense(16)(y)
    y = layers.Permute((2, 1))(y)
    x = layers.Add()([x, y])
    y = layers.LayerNormalization(epsilon=1e-6)(x)
    y = layers.Dense(20, activation='gelu')(y)
    y = layers.Dropout(0.1)(y)
    x = layers.Add()([x, layers.Dense(8)(y)])
x = layers.GlobalAveragePooling1D()(x)
model = keras.Model(inputs, layers.Dense(2)(x))
""",
        """
class Mixer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(8, eps=1e-6)
        self.tokens = nn.Sequential(nn.Linear(16, 12), nn.GELU(), nn.Linear(12, 16))
        self.norm2 = nn.LayerNorm(8, eps=1e-6)
        self.channels = nn.Sequential(nn.Linear(8, 20), nn.GELU(), nn.Dropout(0.1), nn.Linear(20, 8))

    def forward(self, x):
        x = x + self.tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.channels(self.norm2(x))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 4, stride=4)
        self.blocks = nn.ModuleList([Mixer() for _ in range(2)])
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        for block in self.blocks:
            x = block(x)
        return self.fc(x.mean(dim=1))
""",
        [
            (
                "nn.Conv2d(3, 8, 4, stride=4)",
                "nn.Conv2d(3, 8, 4, stride=4, padding=0, bias=False)",
                "bias",
                "conv2d",
                "patches",
            ),
            (
                "self.patches(x).flatten(2).transpose(1, 2)",
                "self.patches(x).view(x.size(0), 16, 8)",
                "layout",
                "dense_2",
                "blocks.0.channels.0",
            ),
        ],
    ),
    "custom": Port(
        """
class Residual(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.conv = layers.Conv2D(filters, 3, padding='same')
        self.act = layers.LeakyReLU(negative_slope=0.1)

    def call(self, x):
        return x + self.act(self.conv(x))


class Network(Model):
    def __init__(self):
        super(Network, self).__init__()
        self.stem = layers.Conv2D(8, 3, strides=2, activation=layers.LeakyReLU())
        self.blocks = [Residual(8) for _ in range(3)]
        self.pool = layers.GlobalMaxPooling2D()
        self.head = layers.Dense(4, activation='sigmoid')

    def call(self, inputs):
        x = self.stem(inputs)
        for block in self.blocks:
            x = block(x)
        return self.head(self.pool(x))
""",
        """
class Residual(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv2d(c, c, 3, padding=1)

    def forward(self, x):
        return x + F.leaky_relu(self.conv(x), 0.1)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2), nn.LeakyReLU(0.3))
        self.blocks = nn.Sequential(*[Residual(8) for _ in range(3)])
        self.head = nn.Linear(8, 4)

    def forward(self, x):
        x = self.blocks(self.stem(x))
        x = F.adaptive_max_pool2d(x, 1).view(x.size(0), -1)
        return torch.sigmoid(self.head(x))
""",
        [
            ("nn.LeakyReLU(0.3)", "nn.LeakyReLU(0.2)", "negative_slope", "conv2d", "stem.1"),
            ("range(3)", "range(2)", "missing", "conv2d_1", ""),
        ],
        inputs=[(32, 32, 3)],
    ),
    "towers": Port(
        """
user, item = Input((1,)), Input((1,))
u = Flatten()(Embedding(100, 8)(user))
i = Flatten()(Embedding(50, 8)(item))
x = Dot(axes=1)([u, i])
y = layers.average([u, i])
y = layers.Dense(4, activation='selu')(y)
x = layers.concatenate([x, y])
model = Model([user, item], Dense(1)(x))
""",
        """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.users = nn.Embedding(100, 8)
        self.items = nn.Embedding(50, 8)
        self.mlp = nn.Linear(8, 4)
        self.out = nn.Linear(5, 1)

    def forward(self, user, item):
        u, i = self.users(user).squeeze(1), self.items(item).squeeze(1)
        x = (u * i).sum(dim=1, keepdim=True)
        y = F.selu(self.mlp((u + i) / 2))
        return self.out(torch.cat([x, y], dim=1))
""",
        [("F.selu", "F.elu", "activation", "dense", "elu")],
    ),
    "generator": Port(
        """
def make_generator():
    model = keras.Sequential(name='generator')
    model.add(layers.Dense(7 * 7 * 16, use_bias=False, input_shape=(100,)))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    model.add(layers.Reshape((7, 7, 16)))
    model.add(layers.Conv2DTranspose(12, (5, 5), strides=(1, 1), padding='same', use_bias=False))
    model.add(layers.BatchNormalization(momentum=0.8))
    model.add(layers.LeakyReLU(0.2))
    model.add(layers.Conv2DTranspose(6, (5, 5), strides=(2, 2), padding='same', use_bias=False))
    model.add(layers.Conv2DTranspose(1, 4, strides=2, padding='valid', activation='tanh'))
    return model
""",
        net(
            "self.fc = nn.Linear(100, 7 * 7 * 16, bias=False)\nself.bn1 = nn.BatchNorm1d(784, eps=1e-3, momentum=0.01)\nself.up1 = nn.ConvTranspose2d(16, 12, 5, 1, padding=2, bias=False)\nself.bn2 = nn.BatchNorm2d(12, eps=1e-3, momentum=0.2)\nself.up2 = nn.ConvTranspose2d(12, 6, 5, stride=2, padding=1, bias=False)\nself.up3 = nn.ConvTranspose2d(6, 1, 4, stride=2)",
            "x = F.leaky_relu(self.bn1(self.fc(x)), 0.3)\nx = x.reshape(-1, 7, 7, 16).permute(0, 3, 1, 2)\nx = F.leaky_relu(self.bn2(self.up1(x)), negative_slope=0.2)\nx = self.up2(x)[:, :, :-1, :-1]\nreturn torch.tanh(self.up3(x))",
        ),
        [
            ("self.up2(x)[:, :, :-1, :-1]", "self.up2(x)", "padding", "conv2d_transpose_1", "up2"),
            (
                "x.reshape(-1, 7, 7, 16).permute(0, 3, 1, 2)",
                "x.reshape(-1, 16, 7, 7)",
                "order",
                "conv2d_transpose",
                "up1",
            ),
            ("momentum=0.2", "momentum=0.8", "momentum", "batch_normalization_1", "bn2"),
            ("negative_slope=0.2", "negative_slope=0.3", "negative_slope", "leaky_re_lu_1", "leaky_relu"),
        ],
    ),
    "outputs": Port(
        """
inputs = Input((20, 20, 3))
x = Conv2D(filters=8, kernel_size=3, padding='same')(inputs)
x = layers.Activation(activation='relu')(x)
x = layers.Cropping2D(2)(x)
flat = layers.Flatten()(x)
box = layers.Dense(4, name='box')(flat)
label = layers.Dense(6, activation='softmax', name='label')(flat)
model = Model(inputs=inputs, outputs=[box, label])
""",
        net(
            "self.conv = nn.Conv2d(3, 8, 3, padding=1)\nself.box = nn.Linear(2048, 4)\nself.label = nn.Linear(2048, 6)",
            "x = F.relu(self.conv(x))[:, :, 2:-2, 2:-2]\nx = x.permute(0, 2, 3, 1).contiguous().view(x.shape[0], -1)\nreturn self.box(x), F.softmax(self.label(x), dim=-1)",
        ),
        [("nn.Linear(2048, 6)", "nn.Linear(2048, 5)", "units", "label", "label")],
    ),
    "flipped": Port(
        """
model = Sequential()
model.add(Embedding(input_dim=200, output_dim=16, input_length=30))
model.add(SpatialDropout1D(0.2))
model.add(Bidirectional(GRU(12, return_sequences=True)))
model.add(GlobalAveragePooling1D())
model.add(Dense(8, activation='relu'))
model.add(Dense(3, activation='softmax'))
model.pop()
model.add(Dense(2, activation='softmax'))
""",
        net(
            "self.embed = nn.Embedding(200, 16)\nself.drop = nn.Dropout1d(0.2)\nself.gru = nn.GRU(16, 12, bidirectional=True)\nself.fc1 = nn.Linear(24, 8)\nself.fc2 = nn.Linear(8, 2)",
            "x = self.embed(x)\nx = self.drop(x.permute(0, 2, 1)).permute(2, 0, 1)\nx, _ = self.gru(x)\nx = x.permute(1, 2, 0).mean(dim=2)\nreturn torch.log_softmax(self.fc2(F.relu(self.fc1(x))), dim=1)",
        ),
        [
            ("bidirectional=True)", "bidirectional=False)", "bidirectional", "bidirectional", "gru"),
            ("nn.Linear(24, 8)", "nn.Linear(24, 9)", "units", "dense", "fc1"),
        ],
    ),
    "lambda": Port(
        """
import tensorflow as tf
inputs = Input((24, 10))
x = Dense(8, activation='tanh')(inputs)
x = layers.Lambda(lambda t: t * 0.5)(x)
x = layers.Lambda(lambda t: tf.reduce_mean(t, axis=1))(x)
model = Model(inputs, Dense(3)(x))
""",
        net(
            "self.fc1 = nn.Linear(10, 8)\nself.fc2 = nn.Linear(8, 3)",
            "x = torch.tanh(self.fc1(x)) * 0.5\nreturn self.fc2(x.mean(1))",
        ),
        [("torch.tanh(self.fc1(x)) * 0.5", "self.fc1(x) * 0.5", "activation", "dense", "")],
    ),
    "encoder": Port(
        """
inputs = Input((12, 16))
def block(inputs):
    x = MultiHeadAttention(num_heads=4, key_dim=4)(inputs, inputs)
    x = LayerNormalization(epsilon=1e-5)(layers.add([x, inputs]))
    y = Dense(32, activation='relu')(x)
    y = Dense(16)(y)
    return LayerNormalization(epsilon=1e-5)(x + y)
x = GlobalAveragePooling1D()(block(block(inputs)))
model = Model(inputs, Dense(3)(x))
""",
        net(
            "layer = nn.TransformerEncoderLayer(16, 4, 32, dropout=0.0, batch_first=True)\nself.encoder = nn.TransformerEncoder(layer, 2)\nself.fc = nn.Linear(16, 3)",
            "return self.fc(self.encoder(x).mean(1))",
        ),
        [
            (", batch_first=True", "", "layout", "multi_head_attention", "encoder.layers.0.self_attn"),
            ("16, 4, 32", "16, 2, 32", "heads", "multi_head_attention_1", "encoder.layers.1.self_attn"),
            ("dropout=0.0", "dropout=0.0, activation='gelu'", "activation", "dense", "encoder.layers.0"),
            ("16, 4, 32", "16, 4, 64", "units", "dense_2", "encoder.layers.1.linear1"),
        ],
    ),
    "first_norm": Port(
        """
inputs = Input((12, 16))
x = LayerNormalization(epsilon=1e-5)(inputs)
x = layers.add([MultiHeadAttention(num_heads=4, key_dim=4)(x, x), inputs])
y = LayerNormalization(epsilon=1e-5)(x)
y = Dense(16)(Dense(32, activation='gelu')(y))
model = Model(inputs, Dense(3)(layers.add([x, y])))
""",
        net(
            "self.layer = nn.TransformerEncoderLayer(16, 4, 32, 0.0, activation='gelu', batch_first=True, norm_first=True)\nself.fc = nn.Linear(16, 3)",
            "return self.fc(self.layer(x))",
        ),
        [("activation='gelu', ", "", "activation", "dense_1", "layer")],
    ),
    "steps": Port(
        """
inner = Sequential([Input((16, 16, 3)), Conv2D(8, 3, activation='relu'), MaxPooling2D(2), Flatten()])
inputs = Input((5, 16, 16, 3))
x = TimeDistributed(inner)(inputs)
x = LSTM(12, go_backwards=True)(x)
model = Model(inputs, Dense(2)(x))
""",
        net(
            "self.conv = nn.Conv2d(3, 8, 3)\nself.pool = nn.MaxPool2d(2)\nself.rnn = nn.LSTM(8 * 7 * 7, 12, batch_first=True)\nself.fc = nn.Linear(12, 2)",
            "n, t = x.shape[:2]\nx = x.permute(0, 2, 1, 3, 4) if x.shape[1] == 3 else x\nn, t = x.shape[:2]\nx = self.pool(torch.relu(self.conv(x.flatten(0, 1))))\nx = x.permute(0, 2, 3, 1).reshape(n, t, -1)\n_, (h, _) = self.rnn(x.flip(1))\nreturn self.fc(h[-1])",
        ),
        [
            ("x.flip(1)", "x", "step", "lstm", "rnn"),
            ("x.permute(0, 2, 3, 1).reshape", "x.reshape", "order", "lstm", "rnn"),
            ("nn.Conv2d(3, 8, 3)", "nn.Conv2d(3, 8, 3, bias=False)", "bias", "conv2d", "conv"),
        ],
    ),
    "joined_parts": Port(
        """
image, numbers = Input((16, 16, 3)), Input((4,))
x = Flatten()(MaxPooling2D(2)(Conv2D(8, 3, activation='relu')(image)))
x = layers.concatenate([x, Dense(6)(numbers)])
model = Model([image, numbers], Dense(2)(x))
""",
        net(
            "self.conv = nn.Conv2d(3, 8, 3)\nself.side = nn.Linear(4, 6)\nself.fc = nn.Linear(8 * 7 * 7 + 6, 2)",
            "x = F.max_pool2d(F.relu(self.conv(x)), 2).permute(0, 2, 3, 1).flatten(1)\nreturn self.fc(torch.cat([x, self.side(numbers)], 1))",
        ).replace("forward(self, x)", "forward(self, x, numbers)"),
        [
            (".permute(0, 2, 3, 1).flatten(1)", ".flatten(1)", "order", "dense_1", "fc"),
            ("[x, self.side(numbers)]", "[self.side(numbers), x]", "order", "dense_1", "fc"),
        ],
    ),
}
