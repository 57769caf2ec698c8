"""Frozen values made quickly, for the few places that make very many of them."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar, cast

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """A constructor of the frozen, slotted dataclass `cls`, about four times as fast as its own.

    A frozen dataclass sets every field through `object.__setattr__`. This one fills an unfrozen
    twin of the same layout and then makes it a `cls`, so what comes out is as frozen as any other.
    Fields with a default factory must be given. Nothing is checked: for classes without
    `__post_init__` only. Measured: bench/.
    """
    made: Any = cls
    twin = type(
        cls.__name__,
        (made.__base__,),
        {
            "__slots__": cls.__dict__["__slots__"],
            "__init__": object.__init__,
            "__setattr__": object.__setattr__,
            "__delattr__": object.__delattr__,
        },
    )
    defaults = {f"_{one.name}": one.default for one in fields(made)}
    parameters = (
        name if default is MISSING else f"{name}=_{name}"
        for name, default in ((name[1:], default) for name, default in defaults.items())
    )
    body = "".join(f"    self.{name[1:]} = {name[1:]}\n" for name in defaults)
    source = (
        f"def make(*, {', '.join(parameters)}):\n"
        f"    self = _twin()\n{body}    self.__class__ = _cls\n    return self\n"
    )
    namespace: dict[str, Any] = {**defaults, "_twin": twin, "_cls": cls}
    exec(source, namespace)  # noqa: S102 - from field names only, as dataclasses itself does
    return cast(type[T], namespace["make"])
