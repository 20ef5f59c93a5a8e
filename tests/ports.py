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
}
