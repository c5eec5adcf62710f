"""Each module says what it offers: `__all__` is there, true, whole and in order."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent

OFFERED = {
    "kg": ["__version__"],
    "kg.cli": ["main"],
    "kg.export": ["FORMATS", "UnknownFormatError", "export"],
    "kg.graph": ["KnowledgeGraph"],
    "kg.problems": ["PairkgError", "Problem", "Problems"],
    "kg.bench": ["Report", "run_bench"],
}
"""What other programs may rely on; a change here is a change of the interface."""


def names() -> list[str]:
    """Every module but those that run on import or hold nothing."""
    found = []
    for package in ("kg", "api"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if parts[-1] == "__main__":
                continue
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def defined_in(module: ModuleType) -> set[str]:
    """Public functions and classes that a module defines itself."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    }


def test_there_are_modules_to_look_at() -> None:
    assert len(names()) > 40


@pytest.mark.parametrize("name", names())
def test_a_module_offers_names_that_exist_in_order_and_once(name: str) -> None:
    module = importlib.import_module(name)
    offered = getattr(module, "__all__", [])
    assert sorted(set(offered)) == sorted(offered), f"{name}.__all__ repeats a name"
    missing = [each for each in offered if not hasattr(module, each)]
    assert not missing, f"{name}.__all__ offers {missing}, which it has not"


@pytest.mark.parametrize("name", names())
def test_a_module_with_code_says_what_it_offers(name: str) -> None:
    module = importlib.import_module(name)
    if defined_in(module):
        assert hasattr(module, "__all__"), f"{name} has no __all__"


@pytest.mark.parametrize("name", OFFERED)
def test_what_others_rely_on_is_offered(name: str) -> None:
    assert sorted(importlib.import_module(name).__all__) == sorted(OFFERED[name])
