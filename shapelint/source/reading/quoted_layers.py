"""Comments that speak of Keras's or TensorFlow's SAME.

Docstrings too; and which call of theirs they quote.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import comments_above, comments_beside, docstring_of, docstring_row
from shapelint.source.reading.commented_models import line_of_model
from shapelint.source.text import has_any

CALL = re.compile(
    r"(?:\b(?:tf|tensorflow|keras|slim|tfl|tflearn|layers)\b[\w.]*\.)?\b(?P<name>"
    r"(?:Separable|Depthwise)?Conv[123]D|(?:Max|Average|Avg)Pool(?:ing)?[123]D|conv[123]?d?|convolution\w*|"
    r"separable_conv[12]d|depthwise_conv[12]d|max_pool(?:ing)?[123]?d?|avg_pool(?:ing)?[123]?d?|"
    r"average_pooling[123]d)\s*\((?P<arguments>[^#\n]*?['\"]same['\"])",
    re.IGNORECASE,
)
LIBRARY = re.compile(r"\b(?:keras|tensorflow|tf|tflite|slim)\b", re.IGNORECASE)
ARGUMENT = re.compile(r"\bpadding\s*=\s*['\"]same['\"]", re.IGNORECASE)
WEIGHTS = re.compile(r"\bweights\b|\bcheckpoints?\b|\bpre-?trained\b|\bconverted\b", re.IGNORECASE)
LOADS = re.compile(
    r"(?:load|from|import|copy|convert|port|transfer|assign|set)_(?:\w+_)?(?:keras|tf|tensorflow|h5)(?:_|$)|"
    r"(?:keras|tf|tensorflow)_(?:\w+_)?(?:weights|to_torch|to_pytorch)",
    re.IGNORECASE,
)
"""Names of functions that take weights of Keras or TensorFlow."""
EVERYWHERE = re.compile(r"\b(?:everywhere|always|throughout|all|every|each)\b", re.IGNORECASE)
KERAS_NAME = re.compile(r"[A-Za-z]+[123]D")
SAME = re.compile(r"\bSAME\b|['\"]same['\"]|\bsame[\s-]padding\b")
PADDING = re.compile(r"same[\s-]padding")
DOUBT = re.compile(
    r"\b(?:not|no|never|instead|unlike|except|unless|differs?|different|than|but|kept|keeps? (?:the )?torch|scratch|"
    r"this port|torchvision|todo|was|were|used to|approximat\w*|roughly|almost|similar\w*)\b|n't|\?",
    re.IGNORECASE,
)
WINDOW = {
    "conv": re.compile(r"\b(?:nn\.|F\.|functional\.|torch\.)\w*conv\w*\(", re.IGNORECASE),
    "pool": re.compile(r"\b(?:nn\.|F\.|functional\.|torch\.)\w*pool\w*\(", re.IGNORECASE),
}


class Quoted(Struct, frozen=True):
    """What is said of SAME, on which row.

    kind: of the call that is quoted, "conv", "max" or "avg"; "" for none.
    """

    row: int
    text: str
    kind: str


@kept(maxsize=4096)
def quoted_same(place: Place, kind: str, calls: tuple[Place, ...] = ()) -> Quoted | None:
    """What the words at a layer or call say of TensorFlow's SAME.

    Beside it, above it, or in the docstring of the function or class in which nothing else is of that kind ("conv" or
    "pool"), or that says it of everything. calls: those that build nothing but this layer, innermost last.
    """
    file = place.definition.file
    if not _speaks(file):
        return None
    for at in (place, *reversed(calls)):
        for row, text in [*comments_beside(at), *comments_above(at)]:
            found = _read(row, text)
            if found is None:
                continue
            beside = _of_its_weights(file, found, kind) if at.definition.file is file else None
            quoted = None if beside is None or beside.kind or at is not place else _in_docstring_around(place, kind)
            return quoted or beside
    line = line_of_model(place, is_doubtful)
    if line is not None:
        # Who keeps a whole model as a note may have trained the port anew: its sizes are promised, and its places only
        # where its weights are taken.
        kind = line.kind if line.kind == "avg" or _runs_weights(file) else ""
        return Quoted(line.row, " ".join(line.text.split()), kind) if line.same else None
    owner = _around(place)
    if owner.kind == "module":
        return None
    for one in (owner, *owner.children, *_modules(owner)):
        for sentence in re.split(r"(?<=[.;])\s+", docstring_of(one)):
            if ARGUMENT.search(sentence) and EVERYWHERE.search(sentence) and not is_doubtful(docstring_of(one)):
                said = Quoted(docstring_row(one), " ".join(sentence.split())[:80], "")
                said = _of_its_weights(file, said, kind)
                return said if said.kind else None
    return _in_docstring_around(place, kind)


def _around(place: Place) -> Any:
    """The class whose method a place stands in, or else the function."""
    definition = place.definition
    owner = definition.parent if definition.kind == "function" and definition.parent is not None else definition
    return owner if owner.kind == "class" else definition


def _in_docstring_around(place: Place, kind: str) -> Quoted | None:
    """The call that a docstring quotes.

    Of the function or class in which nothing else is of that kind.
    """
    owner, file = _around(place), place.definition.file
    if owner.kind == "module":
        return None
    text = "\n".join(file.lines[owner.first_row - 1 : owner.last_row])
    for one in (owner, *owner.children):
        text = text.replace(docstring_of(one) or "\0", "")  # what is quoted there is no layer of this class
    if len(WINDOW[kind].findall(text)) != 1:
        return None
    for one in (owner, *owner.children):
        found = _read(docstring_row(one), docstring_of(one))
        if found is not None and found.kind:
            return found
    return None


def _modules(definition: Any) -> list[Any]:
    """The file that a definition stands in.

    What its docstring says of everything is said of each.
    """
    while definition.parent is not None:
        definition = definition.parent
    return [definition] if definition.kind == "module" else []


def _of_its_weights(file: Any, said: Quoted, kind: str) -> Quoted:
    """The same of a convolution as if its call were quoted.

    Where its argument is, and the file runs weights of TensorFlow's.
    """
    if said.kind or kind != "conv" or ARGUMENT.search(said.text) is None or not _runs_weights(file):
        return said
    return Quoted(said.row, said.text, "conv")


@kept(maxsize=64)
def _runs_weights(file: Any) -> bool:
    """Whether a comment or docstring speaks of weights from TensorFlow.

    Or Keras.
    """
    if any(one.kind == "function" and LOADS.search(one.name) for one in file.definitions):
        return True
    texts = [text for _, _, text in file.comments()] + [docstring_of(one) for one in file.definitions]
    sentences = (sentence for text in texts for sentence in re.split(r"(?<=[.;])\s+", text))
    return any(LIBRARY.search(one) and WEIGHTS.search(one) and not is_doubtful(one) for one in sentences)


@kept(maxsize=256)
def said_of_same(definition: Any) -> tuple[int, str] | None:
    """What a function or its class says of TensorFlow's SAME.

    In its docstring: the row, and the sentence.
    """
    around = definition.parent if definition.kind == "function" else None
    owners = [definition, around if around is not None and around.kind == "class" else None]
    for owner in owners:
        text = "" if owner is None else docstring_of(owner)
        for sentence in re.split(r"(?<=[.;])\s|\n", text):
            said = SAME.search(sentence) is not None or PADDING.search(sentence) is not None
            if said and LIBRARY.search(sentence) and not is_doubtful(text):
                return docstring_row(owner), " ".join(sentence.split())[:80]
    return None


def is_doubtful(text: str) -> bool:
    """Whether words withdraw what they say of SAME."""
    return DOUBT.search(text) is not None


@kept(maxsize=64)
def _speaks(file: Any) -> bool:
    if not has_any(file.text, ("SAME", "'same'", '"same"')) and PADDING.search(file.text) is None:
        return False  # as almost always
    small = file.text.lower()
    return SAME.search(file.text) is not None and (
        (has_any(small, ("keras", "tensorflow", "tf", "slim")) and LIBRARY.search(file.text) is not None)
        or (has_any(small, ("'same'", '"same"')) and CALL.search(file.text) is not None)
    )


def _read(row: int, text: str) -> Quoted | None:
    if SAME.search(text) is None or DOUBT.search(text):
        return None
    call = CALL.search(text)
    if call is not None and (LIBRARY.search(text) or KERAS_NAME.fullmatch(call["name"])):
        name = call["name"].lower()
        kind = "conv" if "conv" in name else "max" if "max" in name else "avg"
        return Quoted(row, " ".join(call[0].strip("# ").split()) + ("" if call[0].endswith(")") else ")"), kind)
    if LIBRARY.search(text):
        return Quoted(row, " ".join(text.strip("# ").split())[:80], "")
    return None
