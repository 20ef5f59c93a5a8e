"""What Keras 3.15.1 makes of layers: recorded, and asked again where it is installed.

python tests/layers/keras_layers.py    writes keras_layers.json anew, with KERAS_BACKEND=torch
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).with_name("keras_layers.json")

IMAGE, SEQUENCE, VOLUME, ROW = [[None, 12, 9, 6]], [[None, 11, 6]], [[None, 7, 6, 8, 4]], [[None, 10]]
LAYERS: dict[str, list[list[int | None]]] = {
    "Conv1D(8, 3)": SEQUENCE, "Conv1D(8, 4, strides=2, padding='same')": SEQUENCE,
    "Conv1D(8, 3, dilation_rate=2, padding='causal', use_bias=False)": [[None, None, 6]],
    "Conv2D(8, 3)": IMAGE, "Conv2D(8, (5, 2), strides=(3, 2), padding='SAME')": IMAGE,
    "Conv2D(8, 3, data_format='channels_first')": IMAGE, "Conv2D(6, 3, groups=3)": IMAGE,
    "Conv2D(8, 3, groups=3)": IMAGE, "Conv2D(8, 3, groups=4)": IMAGE, "Conv2D(8, 10)": IMAGE,
    "Conv2D(8, 3, strides=2, dilation_rate=2)": IMAGE, "Conv2D(0, 3)": IMAGE, "Conv2D(8, 3, padding='causal')": IMAGE,
    "Conv3D(5, (2, 3, 1), padding='same', strides=2)": VOLUME, "Conv3D(5, 3)": VOLUME,
    "SeparableConv1D(8, 3, depth_multiplier=2)": SEQUENCE, "SeparableConv2D(8, 3, use_bias=False)": IMAGE,
    "DepthwiseConv1D(3, strides=2)": SEQUENCE, "DepthwiseConv2D((2, 3), depth_multiplier=3, padding='same')": IMAGE,
    "Conv1DTranspose(4, 3, strides=2, padding='same')": SEQUENCE, "Conv1DTranspose(4, 3, strides=3)": [[None, None, 6]],
    "Conv2DTranspose(4, 5, strides=2, padding='same', output_padding=1)": IMAGE,
    "Conv2DTranspose(4, 2, strides=3)": IMAGE, "Conv2DTranspose(4, 3, output_padding=2)": IMAGE,
    "Conv3DTranspose(4, 3, strides=2, padding='same')": VOLUME, "ConvLSTM2D(3, 2, padding='same')": VOLUME,
    "ConvLSTM2D(3, 2, return_sequences=True)": VOLUME,
    "MaxPooling1D()": SEQUENCE, "MaxPooling2D((3, 2), 2, 'same')": IMAGE, "MaxPooling2D(10)": IMAGE,
    "MaxPooling3D(2)": VOLUME, "AveragePooling1D(3, padding='same')": SEQUENCE, "AveragePooling2D(2)": IMAGE,
    "AveragePooling2D()": IMAGE, "AveragePooling3D((1, 2, 3))": VOLUME, "GlobalMaxPooling1D()": SEQUENCE,
    "GlobalAveragePooling2D(keepdims=True)": IMAGE, "GlobalAveragePooling2D(data_format='channels_first')": IMAGE,
    "GlobalMaxPooling3D()": VOLUME, "ZeroPadding1D((2, 1))": SEQUENCE, "ZeroPadding2D(((1, 2), (0, 3)))": IMAGE,
    "ZeroPadding2D((2, 1))": IMAGE, "ZeroPadding3D(1)": VOLUME, "Cropping1D(2)": SEQUENCE, "Cropping2D()": IMAGE,
    "Cropping2D(5)": IMAGE, "Cropping3D(((1, 1), (2, 0), (0, 3)))": VOLUME, "UpSampling1D(3)": SEQUENCE,
    "UpSampling2D((2, 3), interpolation='bilinear')": IMAGE, "UpSampling3D()": VOLUME,
    "AdaptiveAveragePooling2D(4)": IMAGE, "AdaptiveMaxPooling1D(3)": SEQUENCE,
    "Dense(5)": ROW, "Dense(5, use_bias=False)": IMAGE, "Dense(5) ": [[None, None]], "Embedding(20, 4)": [[None, 7]],
    "Flatten()": IMAGE, "Flatten() ": [[None, None, 3]], "Reshape((6, -1))": IMAGE, "Reshape((5, -1))": IMAGE,
    "Reshape((4, 5))": ROW, "Permute((3, 1, 2))": IMAGE, "Permute((0, 1, 2))": IMAGE, "RepeatVector(3)": ROW,
    "RepeatVector(3) ": SEQUENCE, "Activation('relu')": IMAGE, "LeakyReLU()": ROW, "ReLU(6.)": ROW, "ELU()": ROW,
    "PReLU()": IMAGE, "PReLU(shared_axes=[1, 2])": IMAGE, "PReLU(shared_axes=[3])": ROW, "Softmax()": ROW,
    "Dropout(0.5)": ROW, "SpatialDropout2D(0.5)": IMAGE, "SpatialDropout2D(0.5) ": ROW, "Identity()": ROW,
    "BatchNormalization()": IMAGE, "BatchNormalization(axis=1)": IMAGE, "BatchNormalization(center=False)": ROW,
    "BatchNormalization(axis=3)": ROW, "LayerNormalization()": SEQUENCE, "LayerNormalization(axis=[1, 2])": SEQUENCE,
    "GroupNormalization(2)": IMAGE, "GroupNormalization()": IMAGE, "GroupNormalization(4)": IMAGE,
    "LSTM(4)": SEQUENCE, "LSTM(4, return_sequences=True, return_state=True)": SEQUENCE, "LSTM(4) ": ROW,
    "GRU(4)": SEQUENCE, "GRU(4, reset_after=False, return_sequences=True)": [[None, None, 6]],
    "SimpleRNN(4, use_bias=False)": SEQUENCE, "Bidirectional(LSTM(4))": SEQUENCE,
    "Bidirectional(GRU(4, return_sequences=True), merge_mode='sum')": SEQUENCE,
    "Bidirectional(LSTM(4), merge_mode=None)": SEQUENCE, "Bidirectional(LSTM(4, go_backwards=True))": SEQUENCE,
    "TimeDistributed(Dense(3))": SEQUENCE, "TimeDistributed(Conv2D(3, 2))": VOLUME, "TimeDistributed(Dense(3)) ": ROW,
    "Add()": SEQUENCE * 2, "Add() ": [[None, 4, 3], [None, 4, 2]], "Multiply()": [[None, 4, 3], [None, 1, 3]],
    "Concatenate()": [[None, 4, 3], [None, 4, 2]], "Concatenate(axis=1)": [[None, 4, 3], [None, 4, 2]],
    "Dot(axes=1)": ROW * 2, "Dot(axes=(2, 1))": [[None, 4, 3], [None, 3, 5]],
    "MultiHeadAttention(2, 16)": [[None, 5, 12], [None, 7, 12]],
    "MultiHeadAttention(3, 4, value_dim=5, output_shape=6)": [[None, 5, 12], [None, 7, 10]],
}  # fmt: skip
"""Each layer with the shapes of its inputs. Spaces at the end tell the same layer from itself."""

MERGES = ("Add", "Multiply", "Concatenate", "Dot")


def ask(code: str, inputs: list[list[int | None]]) -> dict[str, Any]:
    """What Keras says: the shape of the result and the numbers of parameters, or its refusal."""
    import keras

    try:
        layer = eval(code, {**vars(keras.layers)})
        given = [keras.Input(batch_shape=shape) for shape in inputs]
        made = layer(given) if code.startswith(MERGES) else layer(*given)
    except Exception as error:  # noqa: BLE001
        return {"refused": str(error).split("\n", 1)[0]}
    several = isinstance(made, (list, tuple))
    shape = [list(one.shape) for one in made] if several else list(made.shape)
    trained = sum(weight.value.numel() for weight in layer.trainable_weights)
    return {"shape": shape, "parameters": layer.count_params(), "trained": trained}


def recorded() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(RECORDED.read_text())
    return found


if __name__ == "__main__":
    said = {code: ask(code, inputs) for code, inputs in LAYERS.items()}
    RECORDED.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in said.items()) + "\n}\n")
