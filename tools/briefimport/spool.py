"""Values that wait on disk: a run of ten thousand exports holds in memory the one that it works on."""

import io
import pickle
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, Generic, TypeVar, overload

T = TypeVar("T")

# Reports share the entries of their sources, which further exports complete: they stay in memory, each once.
Shared = Callable[[object], str | None]


class Spool(Sequence[T], Generic[T]):
    """A sequence in a file without a name, which the system removes with the process.

    Args:
        values: The first values.
        shared: Gives a name to what is not copied into the file; all that has this name later is the same thing.
    """

    def __init__(self, values: Iterable[T] = (), *, shared: Shared | None = None) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="briefs-spool-")  # noqa: SIM115 — closed with the spool
        weakref.finalize(self, self._file.close)
        self._places: list[int] = []
        self._end = 0
        self._shared = shared
        self._kept: dict[str, object] = {}
        for value in values:
            self.append(value)

    def append(self, value: T) -> None:
        """Put *value* at the end."""
        data = io.BytesIO()
        pickler = _Pickler(data, self._shared, self._kept) if self._shared else pickle.Pickler(data, _PROTOCOL)
        pickler.dump(value)
        self._file.seek(self._end)
        self._places.append(self._end)
        self._end += self._file.write(data.getbuffer())

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[T]:
        for place in self._places:
            yield self._at(place)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._at(place) for place in self._places[index]]
        return self._at(self._places[index])

    def _at(self, place: int) -> T:
        self._file.seek(place)
        value: T = _Unpickler(self._file, self._kept).load()
        return value


_PROTOCOL = pickle.HIGHEST_PROTOCOL


class _Pickler(pickle.Pickler):
    def __init__(self, file: IO[bytes], shared: Shared, kept: dict[str, object]) -> None:
        super().__init__(file, _PROTOCOL)
        self._shared, self._kept = shared, kept

    def persistent_id(self, obj: Any) -> str | None:
        name = self._shared(obj)
        if name is not None:
            self._kept[name] = obj
        return name


class _Unpickler(pickle.Unpickler):
    """Reads what this process has written itself, into a file that nobody else can open."""

    def __init__(self, file: IO[bytes], kept: dict[str, object]) -> None:
        super().__init__(file)
        self._kept = kept

    def persistent_load(self, pid: str) -> object:
        return self._kept[pid]
