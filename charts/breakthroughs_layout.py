"""Where the marks, labels and threads of the timeline stand, computed in pixels so that nothing lies on anything else. It draws nothing.

A place that is free in a plot of `width_px` is free in any wider one too: marks move apart, words keep their width.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from charts.lettering import fit, width_px

# From the edge of the plot to its first and last day, and to the mark of a step that lies beyond them.
EDGE_PX = 12
BEYOND_PX = 6
# A mark takes so much to each side, a label stands so far from the day or the span it belongs to.
MARK_PX = 10
GAP_PX = 17
# An arrowhead at the edge of the plot keeps the mark so far away.
ARROW_PX = 16
# Between two things in one row.
APART_PX = 8
# A label beside its mark has at least so much room; where neither side has, it stands in a row of its own.
LEAST_PX = 170
# With more events than this a label takes at most so much of the width and one line: longer ones cost rows, shorter ones save none.
CROWD = 40
CROWD_SHARE = 0.6
# The name of a project stands so far from its first mark.
NAME_PX = 30

Span = tuple[float, float]


@dataclass(frozen=True)
class Event:
    """An event to be placed; `sort` is the lane."""

    event_id: str
    title: str
    sort: int
    starts_on: date
    ends_on: date


@dataclass
class Placed:
    """A mark at `x` on `row`, its span from `begin` to `end`, and its label, which grows from `label_x` to the `side`. All in pixels and rows.

    A label of two lines takes the row below too. `beyond` is -1 for a step before the window, 1 for one after it.
    """

    event: Event
    begin: float
    end: float
    from_before: bool = False
    to_after: bool = False
    beyond: int = 0
    row: int = 0
    label: str = ""
    label_x: float = 0.0
    label_row: int = 0
    side: str = "right"

    @property
    def x(self) -> float:
        """The middle of what is seen, clear of the arrowheads."""
        middle = (self.begin + self.end) / 2
        middle = max(middle, self.begin + ARROW_PX) if self.from_before else middle
        return min(middle, self.end - ARROW_PX) if self.to_after else middle


@dataclass
class Thread:
    """A project's line: `path` is a run of (x, row); its name grows from the first point of the path to the `side`.

    Projects that share events have numbers of their own, `dash`, so that each can be followed.
    """

    topic_id: str
    name: str
    events: tuple[str, ...]
    path: list[tuple[float, float]]
    side: str = "left"
    dash: int = 0


@dataclass(frozen=True)
class Lane:
    sort: int
    top: int
    rows: int


@dataclass
class Plan:
    placed: list[Placed]
    threads: list[Thread]
    lanes: list[Lane]


@dataclass
class _Block:
    """What is to be placed together: for each row below the first the spans it takes, for each event its row and label."""

    spans: list[list[Span]]
    placed: list[Placed]
    threads: list[Thread] = field(default_factory=list)


def plan(
    events: Sequence[Event],
    projects: dict[str, tuple[str, tuple[str, ...]]],
    first: date,
    last: date,
    plot_px: float,
    text_px: float,
    name_px: float,
    labels: bool = True,
) -> Plan:
    """Rows for the events from `first` to `last` in lanes of their own. `projects`: key to (name, event ids), joined within a lane."""
    crowded = len(events) > CROWD
    most = plot_px * CROWD_SHARE if crowded else plot_px
    lines = 1 if crowded else 2
    result = Plan([], [], [])
    top = 0
    for sort in sorted({event.sort for event in events}):
        lane = [
            _placed(event, first, last, plot_px)
            for event in sorted(events, key=lambda e: (e.starts_on, e.ends_on, e.event_id))
            if event.sort == sort
        ]
        rows: list[list[Span]] = []
        for group, tied in _groups(lane, projects):
            ways = (
                [_stairs(group, tied, plot_px, most, lines, text_px, name_px, labels)]
                if tied
                else _single(group[0], plot_px, most, lines, text_px, labels)
            )
            at, block = min(
                ((_first_free(rows, way.spans), way) for way in ways),
                key=lambda option: option[0] + len(option[1].spans),
            )
            rows.extend([] for _ in range(at + len(block.spans) - len(rows)))
            for taken, spans in zip(rows[at:], block.spans, strict=False):
                taken.extend(spans)
            for one in block.placed:
                one.row += top + at
                one.label_row += top + at
            for thread in block.threads:
                thread.path = [(x, row + top + at) for x, row in thread.path]
            result.placed += block.placed
            result.threads += block.threads
        result.lanes.append(Lane(sort, top, len(rows)))
        top += len(rows)
    # In the order of time, in which the keyboard goes from mark to mark.
    result.placed.sort(key=lambda one: (one.event.starts_on, one.event.event_id))
    return result


def _placed(event: Event, first: date, last: date, plot_px: float) -> Placed:
    """The event on its days; what reaches out of the window goes to the edge of the plot, what lies beyond it stands there."""
    if event.ends_on < first:
        return Placed(event, BEYOND_PX, BEYOND_PX, beyond=-1)
    if event.starts_on > last:
        return Placed(event, plot_px - BEYOND_PX, plot_px - BEYOND_PX, beyond=1)
    per_day = (plot_px - 2 * EDGE_PX) / max(1, (last - first).days)
    before, after = event.starts_on < first, event.ends_on > last
    begin = 0.0 if before else EDGE_PX + (event.starts_on - first).days * per_day
    end = plot_px if after else EDGE_PX + (event.ends_on - first).days * per_day
    room = ARROW_PX + MARK_PX
    return Placed(
        event,
        min(begin, plot_px - room) if after else begin,
        max(end, room) if before else end,
        before,
        after,
    )


def _groups(
    lane: list[Placed], projects: dict[str, tuple[str, tuple[str, ...]]]
) -> Iterable[tuple[list[Placed], dict[str, tuple[str, tuple[str, ...]]]]]:
    """Events that hang together by projects, the largest group first, then each other event alone."""
    here = {one.event.event_id for one in lane}
    groups: list[tuple[set[str], dict[str, tuple[str, tuple[str, ...]]]]] = []
    for key, (name, ids) in sorted(projects.items()):
        members = set(ids) & here
        if len(members) < 2:
            continue
        tied = {key: (name, tuple(one.event.event_id for one in lane if one.event.event_id in members))}
        for group in [group for group in groups if group[0] & members]:
            groups.remove(group)
            members, tied = members | group[0], {**group[1], **tied}
        groups.append((members, tied))
    groups.sort(key=lambda group: -len(group[0]))
    for members, tied in groups:
        yield [one for one in lane if one.event.event_id in members], tied
    bound = {event_id for members, _ in groups for event_id in members}
    for one in lane:
        if one.event.event_id not in bound:
            yield [one], {}


def _first_free(rows: list[list[Span]], wanted: list[list[Span]]) -> int:
    """The first run of rows in which the wanted spans touch nothing."""
    at = 0
    while any(
        a < d + APART_PX and c < b + APART_PX
        for spans, taken in zip(wanted, rows[at:], strict=False)
        for a, b in spans
        for c, d in taken
    ):
        at += 1
    return at


def _single(one: Placed, plot_px: float, most: float, lines: int, text_px: float, labels: bool) -> list[_Block]:
    """Ways to place an event that no project ties: label right, label left, label over it where neither side has room."""
    mark = (one.begin - MARK_PX, one.end + MARK_PX)
    if not labels:
        return [_Block([[mark]], [one])]
    ways = []
    title = one.event.title
    full = width_px(title, text_px)
    rooms = {"right": plot_px - one.end - GAP_PX, "left": one.begin - GAP_PX}
    for side, room in rooms.items():
        if room >= min(full, most) or (room >= LEAST_PX and room == max(rooms.values())):
            label = fit(title, min(room, most), text_px, lines)
            x = one.end + GAP_PX if side == "right" else one.begin - GAP_PX
            spans = [_beside(x, side, width_px(line, text_px)) for line in label.split("\n")]
            spans[0] = (min(mark[0], spans[0][0]), max(mark[1], spans[0][1]))
            placed = replace(one, label=label, label_x=x, side=side)
            ways.append(_Block([[span] for span in spans], [placed]))
    if ways:
        return ways
    label = fit(title, plot_px, text_px)
    x = max(0.0, min(one.begin, plot_px - width_px(label, text_px)))
    return [_Block([[(x, x + width_px(label, text_px))], [mark]], [replace(one, row=1, label=label, label_x=x)])]


def _beside(x: float, side: str, wide: float) -> Span:
    return (x, x + wide) if side == "right" else (x - wide, x)


def _stairs(
    group: list[Placed],
    tied: dict[str, tuple[str, tuple[str, ...]]],
    plot_px: float,
    most: float,
    lines: int,
    text_px: float,
    name_px: float,
    labels: bool,
) -> _Block:
    """Events of one project or of several that share events, one a row, joined like the branches of a tree.

    A line leaves a mark downwards and enters the next one from the side on which no label stands, so it crosses none. Time runs down with
    the labels on the right or, where these have more room on the left, up with the labels there: the same picture in a mirror.
    """
    short_right = sum(_lack(one.event.title, plot_px - one.end - GAP_PX, most, text_px) for one in group)
    short_left = sum(_lack(one.event.title, one.begin - GAP_PX, most, text_px) for one in group)
    mirrored = labels and short_left < short_right
    if mirrored:
        group = [
            replace(
                one,
                begin=plot_px - one.end,
                end=plot_px - one.begin,
                from_before=one.to_after,
                to_after=one.from_before,
                beyond=-one.beyond,
            )
            for one in reversed(group)
        ]
    else:
        group = [replace(one) for one in group]
    # Along the middles, so that every line leads onwards.
    group.sort(key=lambda one: one.x)
    spans: list[list[Span]] = []
    threads: dict[str, Thread] = {}
    lasts: dict[str, Placed] = {}
    for number, one in enumerate(group):
        later = {other.event.event_id for other in group[number + 1 :]}
        ahead = {key for key, (_, ids) in tied.items() if later & set(ids)}
        mine = {key: name for key, (name, ids) in tied.items() if one.event.event_id in ids}
        arriving = [key for key in mine if key in lasts]
        row = len(spans)
        left = one.begin - MARK_PX
        for key in mine:
            if key in lasts:
                continue
            start = one.begin - NAME_PX
            wide = width_px(mine[key], name_px)
            beside = not spans and not threads and start - GAP_PX - wide >= 0
            if labels and not beside:
                # The name in a row of its own over the mark, to the right of the line that leads down to it where there is room.
                side = "right" if one.x + GAP_PX + wide <= plot_px else "left"
                ends = _beside(one.x + (GAP_PX if side == "right" else -GAP_PX), side, wide)
                spans.append([(min(one.x - MARK_PX, ends[0]), max(one.x + MARK_PX, ends[1]))])
                threads[key] = Thread(key, mine[key], tied[key][1], [(one.x, row)], side)
                row += 1
            elif labels:
                threads[key] = Thread(key, mine[key], tied[key][1], [(start, row)], "left")
                left = start - GAP_PX - wide
            else:
                threads[key] = Thread(key, mine[key], tied[key][1], [])
        for key in arriving:
            before = lasts[key]
            for between in range(before.row + 1, row):
                spans[between].append((before.x - 2, before.x + 2))
            left = min(left, before.x - MARK_PX)
            threads[key].path.append((before.x, row))
        one.row = one.label_row = row
        taken = [(left, one.end + MARK_PX)]
        below: list[Span] = []
        if labels:
            room = plot_px - one.end - GAP_PX
            full = width_px(one.event.title, text_px)
            if room >= min(full, LEAST_PX) or room >= one.x - GAP_PX:
                one.label, one.label_x = fit(one.event.title, min(room, most), text_px, lines), one.end + GAP_PX
                first, *second = (_beside(one.label_x, "right", width_px(w, text_px)) for w in one.label.split("\n"))
                taken, below = [(left, first[1])], second
            else:
                # Lines of other projects that lead on pass further left.
                passing = max((lasts[key].x + GAP_PX for key in lasts if key not in mine and key in ahead), default=0.0)
                room = max(1.0, one.x - GAP_PX - passing)
                one.label, one.label_x = fit(one.event.title, min(room, most), text_px), one.x - GAP_PX
                one.side, one.label_row = "left", row + 1
                below = [(one.label_x - width_px(one.label, text_px), one.x + 2)]
        spans.append(taken)
        if below:
            spans.append(below)
        for key in mine:
            threads[key].path.append((one.x, row))
            lasts[key] = one
    for number, key in enumerate(sorted(threads)):
        threads[key].dash = number
    block = _Block(spans, group, list(threads.values()))
    return _mirrored(block, plot_px) if mirrored else block


def _lack(title: str, room: float, most: float, text_px: float) -> float:
    """How many pixels of a label find no room."""
    return max(0.0, min(width_px(title, text_px), most) - room)


def _mirrored(block: _Block, plot_px: float) -> _Block:
    other = {"left": "right", "right": "left"}
    for one in block.placed:
        one.begin, one.end = plot_px - one.end, plot_px - one.begin
        one.from_before, one.to_after, one.beyond = one.to_after, one.from_before, -one.beyond
        one.label_x, one.side = plot_px - one.label_x, other[one.side]
    for thread in block.threads:
        thread.path = [(plot_px - x, row) for x, row in thread.path]
        thread.side = other[thread.side]
    block.spans = [[(plot_px - b, plot_px - a) for a, b in row] for row in block.spans]
    return block
