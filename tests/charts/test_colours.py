"""Colours stay apart for every eye and can be read on their ground; distances are CIEDE2000, contrasts those of WCAG 2."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from coloraide import Color

from charts import budget_history, theme

# A just noticeable difference is about 2; side by side on one picture 8 is told apart at a glance.
FIELDS_APART = 8.0
STEPS_APART = 7.0
VISIONS = (None, "deutan", "protan", "tritan")
LOOKS = [pytest.param(theme.load(mode), id=mode) for mode in ("light", "dark")]


def seen(colours: Sequence[str], vision: str | None) -> list[Color]:
    return [Color(colour).filter(vision) if vision else Color(colour) for colour in colours]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("vision", VISIONS)
def test_fields_stay_apart(look: theme.Theme, vision: str | None) -> None:
    colours = seen(look.categories, vision)
    assert len(colours) == 13
    assert min(a.delta_e(b, method="2000") for a, b in combinations(colours, 2)) >= FIELDS_APART


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("vision", VISIONS)
def test_the_review_stays_apart_from_context_reporting(look: theme.Theme, vision: str | None) -> None:
    review, *others = seen((look.review, look.muted, look.text, look.accent, look.line, look.background), vision)
    assert min(review.delta_e(other, method="2000") for other in others) >= FIELDS_APART


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("vision", VISIONS)
def test_levels_of_account_stay_apart_from_the_review_and_can_be_read(look: theme.Theme, vision: str | None) -> None:
    own = [look.categories[place] for place, _ in budget_history.STROKES.values()]
    assert (
        min(a.delta_e(b, method="2000") for a, b in combinations(seen([look.review, *own], vision), 2)) >= FIELDS_APART
    )
    assert all(Color(colour).contrast(look.background) >= 4.5 for colour in own)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("vision", VISIONS)
def test_each_class_of_the_map_is_told_from_the_next(look: theme.Theme, vision: str | None) -> None:
    classes = seen([look.steps[i] for i in (2, 4, 5, 7, 9)], vision)
    assert min(a.delta_e(b, method="2000") for a, b in pairwise(classes)) >= STEPS_APART


@pytest.mark.parametrize("look", LOOKS)
def test_text_can_be_read_on_its_ground(look: theme.Theme) -> None:
    for ink in (look.text, look.muted, look.accent, look.review):
        for ground in (look.background, look.surface):
            assert Color(ink).contrast(ground) >= 4.5, (ink, ground)
