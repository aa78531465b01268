"""Every known mask by its name."""

from collections.abc import Mapping

from maskviz.masks.call import CATALOGUE
from maskviz.masks.dynamic.spec import Dynamic
from maskviz.masks.spec import Mask

catalogue: Mapping[str, Mask | Dynamic] = CATALOGUE
