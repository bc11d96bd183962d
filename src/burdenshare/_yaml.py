"""YAML files with a schema: unknown and duplicate keys fail, naming line and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from burdenshare.errors import BadFileError

if TYPE_CHECKING:
    from pathlib import Path

    from ruamel.yaml.nodes import Node

T = TypeVar("T")


class Model(BaseModel):
    """A frozen record; a key it does not know is an error.

    The string under each field is its description: it feeds the schema and the manual.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, validate_default=True
    )


def load(path: Path, kind: type[T], *, text: str | None = None) -> T:
    """Read a YAML file into ``kind`` (a :class:`Model`, or a type made of them).

    Args:
        path: The file; named in messages.
        kind: What the file must be.
        text: Its contents, where they are at hand already.

    Raises:
        BadFileError: The file is missing, is not YAML, or does not fit ``kind``; the message
            names the line and the key.
    """
    if text is None:
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise BadFileError(path, "no such file") from None
        except UnicodeDecodeError as error:
            raise BadFileError(path, f"is not UTF-8 text (byte {error.start})") from None
        except OSError as error:
            raise BadFileError(path, f"cannot be read: {error.strerror}") from None
    data = parse(text, path)
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadFileError(path, _problem(first), _where(text, first["loc"])) from None


def parse(text: str, path: Path | str) -> Any:
    """Parse YAML text; duplicate keys and broken syntax raise :class:`BadFileError`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe").load(text)
    except DuplicateKeyError as error:
        key = str(error.problem or "").split('"')[1]
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise BadFileError(
            path, "the key is given twice: keep one", f"line {line}, key {key!r}"
        ) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}" if mark else ""
        raise BadFileError(
            path, f"is not valid YAML: {error.problem or error.context}", where
        ) from None
    except YAMLError as error:
        raise BadFileError(path, f"is not valid YAML: {str(error).splitlines()[0]}") from None


def _problem(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "unknown key: remove it or mend its spelling"
    if error["type"] == "missing":
        return "a required key is missing: add it"
    message: str = error["msg"].removeprefix("Value error, ")
    given = error["input"]
    if isinstance(given, str | int | float | bool):
        message += f" (found {given!r})"
    return message[0].lower() + message[1:]


def _where(text: str, loc: tuple[int | str, ...]) -> str:
    """Find the line of the deepest key in ``loc`` that the text has."""
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    node: Node | None = YAML(typ="safe").compose(text)
    line = node.start_mark.line + 1 if node is not None else 1
    keys: list[str] = []
    for part in loc:
        if isinstance(node, MappingNode):
            keys.append(str(part))
            found = next(((k, v) for k, v in node.value if str(k.value) == str(part)), None)
            if found is None:
                continue
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
            keys.append(str(part + 1))
    return f"line {line}" + (f", key {'.'.join(keys)!r}" if keys else "")
