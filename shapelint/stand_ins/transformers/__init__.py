"""transformers: what encoders give, by the width of their configuration or of a famous checkpoint."""

import torch
from fire import called
from shapelint.stand_in import known, number, size, unknown
from torch import nn

WIDTHS = {
    "bert-base-uncased": 768, "bert-base-cased": 768, "bert-large-uncased": 1024, "bert-large-cased": 1024,
    "bert-base-chinese": 768, "bert-base-multilingual-cased": 768, "bert-base-multilingual-uncased": 768,
    "distilbert-base-uncased": 768, "distilbert-base-cased": 768, "roberta-base": 768, "roberta-large": 1024,
    "xlm-roberta-base": 768, "xlm-roberta-large": 1024, "albert-base-v2": 768, "distilroberta-base": 768,
    "microsoft/deberta-v3-base": 768, "microsoft/deberta-v3-small": 768, "microsoft/deberta-v3-large": 1024,
    "gpt2": 768, "gpt2-medium": 1024, "gpt2-large": 1280, "gpt2-xl": 1600, "distilgpt2": 768,
    "sentence-transformers/all-MiniLM-L6-v2": 384, "prajjwal1/bert-tiny": 128, "prajjwal1/bert-mini": 256,
}  # fmt: skip
ROWS_ONLY = ("bert-", "roberta-", "xlm-roberta-", "albert-")
WITHOUT_POOLER = ("distilbert", "gpt2", "distilgpt2", "microsoft/deberta")


class PretrainedConfig:
    def __init__(self, hidden_size=768, **kwargs):
        self.hidden_size = kwargs.get("dim", kwargs.get("n_embd", hidden_size))
        for name, value in kwargs.items():
            setattr(self, name, value)

    @classmethod
    def from_pretrained(cls, name, **kwargs):
        return _config_of(name)

    @property
    def dim(self):
        return self.hidden_size

    @property
    def n_embd(self):
        return self.hidden_size


def _config_of(name):
    bare = _bare(name)
    return PretrainedConfig(hidden_size=WIDTHS[bare] if bare in WIDTHS else size("hidden"))


def _bare(name):
    """The name of a checkpoint without that of who made it."""
    if not known(name) or not isinstance(name, str):
        return ""
    return name.removeprefix("google-bert/").removeprefix("FacebookAI/").removeprefix("openai-community/")


class BertConfig(PretrainedConfig):
    pass


class RobertaConfig(PretrainedConfig):
    pass


class DistilBertConfig(PretrainedConfig):
    pass


class GPT2Config(PretrainedConfig):
    pass


class AutoConfig(PretrainedConfig):
    pass


class _Output:
    """What an encoder gives: by name, and by number the first two."""

    def __init__(self, states, pooled):
        self.last_hidden_state = states
        self.pooler_output = pooled

    def __getitem__(self, index):
        if index == 0:
            return self.last_hidden_state
        return self.pooler_output if index == 1 else unknown("another output of an encoder")

    def __iter__(self):
        return iter([self.last_hidden_state, self.pooler_output])

    @property
    def hidden_states(self):
        return unknown("the states of all layers")

    @property
    def attentions(self):
        return unknown("the attentions of all layers")


class PreTrainedModel(nn.Module):
    HAS_POOLER = True
    ROWS_ONLY = False  # whether it takes tokens of texts in rows, and refuses any other axis

    def __init__(self, config, *args, **kwargs):
        super().__init__()
        self.config = config

    @classmethod
    def from_pretrained(cls, name, *args, **kwargs):
        made = cls(kwargs["config"]) if "config" in kwargs else cls(_config_of(name))
        if known(name) and isinstance(name, str) and name.startswith(WITHOUT_POOLER):
            made.HAS_POOLER = False
        if _bare(name).startswith(ROWS_ONLY):
            made.ROWS_ONLY = True
        return made

    @classmethod
    def from_config(cls, config, **kwargs):
        return cls(config)

    def forward(self, input_ids=None, attention_mask=None, token_type_ids=None, position_ids=None, inputs_embeds=None,
                **kwargs):  # fmt: skip
        given = input_ids if inputs_embeds is None else inputs_embeds
        width = self.config.hidden_size
        vague = not known(given) or (isinstance(given, torch.Tensor) and not known(given.shape))
        if vague and number(width):  # an encoder of tokens: whatever it is given, it has these axes
            given = torch.empty((size("batch"), size("length"), width)[: 2 if inputs_embeds is None else 3])
        if not known(given) or not isinstance(given, torch.Tensor):
            return unknown("what an encoder makes of something unknown")
        shape = given.shape
        if known(shape) and self.ROWS_ONLY:
            _batch, _length = shape if inputs_embeds is None else shape[:-1]
        if not known(shape) or len(shape) != (2 if inputs_embeds is None else 3):
            return unknown("what an encoder of something else than tokens gives")
        if known(attention_mask) and isinstance(attention_mask, torch.Tensor) and attention_mask.ndim == 2:
            given = torch.empty(shape[:2]) + attention_mask  # both must fit
        states = torch.empty((shape[0], shape[1], width))
        pooled = torch.empty((shape[0], width)) if self.HAS_POOLER else unknown("there is no pooled output")
        if kwargs.get("return_dict") is False:
            return states, pooled
        return _Output(states, pooled)

    def resize_token_embeddings(self, new_num_tokens=None, pad_to_multiple_of=None, mean_resizing=True):
        pass

    def save_pretrained(self, path, **kwargs):
        pass


class BertModel(PreTrainedModel):
    ROWS_ONLY = True


class RobertaModel(BertModel):
    pass


class XLMRobertaModel(BertModel):
    pass


class AlbertModel(BertModel):
    pass


class DistilBertModel(PreTrainedModel):
    HAS_POOLER = False


class GPT2Model(PreTrainedModel):
    HAS_POOLER = False


class DebertaV2Model(PreTrainedModel):
    HAS_POOLER = False


class AutoModel(PreTrainedModel):
    pass


class BatchEncoding(dict):
    def __getattr__(self, name):
        return self[name]

    def to(self, device=None, non_blocking=False):
        return self


def _tokens(rows, is_one, padding, max_length, return_tensors):
    """What a tokenizer makes of texts: tensors, or numbers of one."""
    length = max_length if padding == "max_length" and isinstance(max_length, int) else size("length")
    names = ["input_ids", "token_type_ids", "attention_mask"]
    if return_tensors == "pt":
        return BatchEncoding({name: torch.empty((rows, length), dtype=torch.int64) for name in names})
    if is_one and return_tensors is None:
        numbers = [0] * length
        return BatchEncoding({name: [unknown("a token"), *numbers[1:]] for name in names})
    return unknown("what a tokenizer makes of texts")


class PreTrainedTokenizer:
    @classmethod
    def from_pretrained(cls, name, **kwargs):
        return cls()

    def __call__(self, text, text_pair=None, padding=False, truncation=None, max_length=None, return_tensors=None,
                 **kwargs):  # fmt: skip
        if not known(text):
            return _tokens(size("texts"), False, padding, max_length, return_tensors)
        return _tokens(
            1 if isinstance(text, str) else len(text), isinstance(text, str), padding, max_length, return_tensors
        )

    def encode_plus(self, text, text_pair=None, add_special_tokens=True, padding=False, truncation=None,
                    max_length=None, return_tensors=None, **kwargs):  # fmt: skip
        if kwargs.get("pad_to_max_length") is True:
            padding = "max_length"
        return _tokens(1, True, padding, max_length, return_tensors)

    def batch_encode_plus(self, texts, **kwargs):
        return self(texts, **kwargs)

    def encode(self, text, text_pair=None, add_special_tokens=True, padding=False, truncation=None, max_length=None,
               return_tensors=None, **kwargs):  # fmt: skip
        return _tokens(1, True, padding, max_length, return_tensors)["input_ids"]

    def decode(self, ids, **kwargs):
        return unknown("a text")

    def __len__(self):
        return size("vocabulary")


class BertTokenizer(PreTrainedTokenizer):
    pass


class BertTokenizerFast(PreTrainedTokenizer):
    pass


class RobertaTokenizer(PreTrainedTokenizer):
    pass


class DistilBertTokenizer(PreTrainedTokenizer):
    pass


class AutoTokenizer(PreTrainedTokenizer):
    pass


class HfArgumentParser:
    """Dataclasses of options, with their defaults."""

    def __init__(self, dataclass_types=None, **kwargs):
        self._classes = dataclass_types if isinstance(dataclass_types, (list, tuple)) else [dataclass_types]

    def parse_args_into_dataclasses(self, args=None, return_remaining_strings=False, *more, **kwargs):
        made = [called(one) for one in self._classes]
        return (*made, []) if return_remaining_strings else tuple(made)

    def parse_json_file(self, json_file, allow_extra_keys=False):
        return unknown("options in a file")
