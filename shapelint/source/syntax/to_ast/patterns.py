"""How the patterns of `match` become those of `ast`."""

from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from shapelint.source.syntax.to_ast.to import Functions, To


def value(to: To, node: cst.MatchValue) -> Any:
    made = to(node.value)
    return ast.MatchValue(made, **to.at(node.value))


def singleton(to: To, node: cst.MatchSingleton) -> Any:
    return ast.MatchSingleton(to(node.value).value, **to.at(node.value))


def as_(to: To, node: cst.MatchAs) -> Any:
    return ast.MatchAs(to.optional(node.pattern), _name(node.name), **to.at(node))


def or_(to: To, node: cst.MatchOr) -> Any:
    return ast.MatchOr([to(one.pattern) for one in node.patterns], **to.at(node))


def list_(to: To, node: cst.MatchList) -> Any:
    return ast.MatchSequence(_elements(to, node), **to.at(node))


def tuple_(to: To, node: cst.MatchTuple) -> Any:
    return ast.MatchSequence(_elements(to, node), **to.bracketed(node))


def _elements(to: To, node: Any) -> list[Any]:
    return [to(one if isinstance(one, cst.MatchStar) else one.value) for one in node.patterns]


def star(to: To, node: cst.MatchStar) -> Any:
    at = to.at(node, node.name or node.whitespace_before_name)  # libcst takes the comma for a part of it
    if node.name is None:
        at["end_col_offset"] += len("_")
    return ast.MatchStar(_name(node.name), **at)


def mapping(to: To, node: cst.MatchMapping) -> Any:
    keys = [to(one.key) for one in node.elements]
    patterns = [to(one.pattern) for one in node.elements]
    return ast.MatchMapping(keys, patterns, _name(node.rest), **to.at(node))


def class_(to: To, node: cst.MatchClass) -> Any:
    patterns = [to(one.value) for one in node.patterns]
    names = [one.key.value for one in node.kwds]
    return ast.MatchClass(to(node.cls), patterns, names, [to(one.pattern) for one in node.kwds], **to.at(node))


def _name(node: cst.Name | None) -> str | None:
    return None if node is None else node.value


PATTERNS: Functions = {
    cst.MatchValue: value, cst.MatchSingleton: singleton, cst.MatchAs: as_, cst.MatchOr: or_, cst.MatchList: list_,
    cst.MatchTuple: tuple_, cst.MatchStar: star, cst.MatchMapping: mapping, cst.MatchClass: class_,
}  # fmt: skip
