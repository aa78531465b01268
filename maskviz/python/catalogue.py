"""Every known mask by its name."""

from collections.abc import Iterator, Mapping

from maskviz.masks.call import CATALOGUE, no_mask
from maskviz.masks.dynamic.spec import Dynamic
from maskviz.masks.spec import Mask


class Catalogue(Mapping[str, Mask | Dynamic]):
    """Name -> mask; KeyError with the nearest name where there is none."""

    def __getitem__(self, name: str) -> Mask | Dynamic:
        if name not in CATALOGUE:
            raise KeyError(no_mask(str(name)))
        return CATALOGUE[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CATALOGUE)

    def __len__(self) -> int:
        return len(CATALOGUE)

    def __repr__(self) -> str:
        return f"{len(self)} masks: {', '.join(self)}"


catalogue = Catalogue()
