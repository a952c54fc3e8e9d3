// Spotlight and reveal: what a chart is told in (its rows, panels, series, partners or countries) one after the other, in the browser alone.
// It draws no figure: layout.meta.rows and meta.of of the traces say what belongs together, else panels and marks do.

// A reveal takes at most so many steps.
const STEPS = 8;

class Spotlight {
  constructor(chart) {
    this.chart = chart;
  }

  clear() {
    this.lit = this.open = undefined;
  }

  // Lights the next one or the one before and lets the others step back; beyond both ends all are as before.
  move(by) {
    const groups = this.groups();
    const focused = this.chart.marks()[this.chart.at]?.element;
    if (!groups.length) return;
    if (this.lit !== undefined) this.lit += by;
    else if ((this.lit = focused ? groups.findIndex((group) => this.holds(group, focused)) : -1) < 0) this.lit = by > 0 ? 0 : groups.length - 1;
    const group = groups[this.lit];
    if (!group) this.lit = undefined;
    this.dress(groups);
    // A country has no name on the map.
    this.chart.point(group?.mark ? this.chart.marks().findIndex(({ id }) => id === group.mark) : -1);
    this.chart.spoken.textContent = group ? `${group.words}: ${this.lit + 1} of ${groups.length}` : "All are lit";
  }

  // Shows some more, or some less; after the last all are as before.
  reveal(by) {
    const groups = this.groups();
    const count = groups.length;
    if (!count) return;
    const size = Math.ceil(count / STEPS);
    const open = (this.open ?? (by > 0 ? 0 : count)) + by * size;
    this.open = open >= count || open <= 0 ? undefined : open;
    this.dress(groups);
    this.chart.spoken.textContent = this.open ? `${this.open} of ${count} are shown` : "All are shown";
  }

  // Called again after each drawing: plotly makes elements anew.
  dress(groups = this.groups()) {
    const { plot } = this.chart;
    plot.querySelectorAll(".veil").forEach((veil) => veil.remove());
    for (const name of ["faint", "covered"]) plot.querySelectorAll(`.${name}`).forEach((element) => element.classList.remove(name));
    if (this.lit === undefined && this.open === undefined) return;
    groups.forEach((group, index) => this.put_back(group, this.lit !== undefined && index !== this.lit, index >= this.open));
    this.put_back({ elements: groups.others ?? [] }, this.lit !== undefined, this.open !== undefined);
  }

  put_back({ band, elements }, faint, covered) {
    if (band && (faint || covered)) this.veil(band, covered);
    for (const element of elements ?? []) {
      element.classList.toggle("faint", faint);
      element.classList.toggle("covered", covered);
    }
  }

  // The ground laid over a row, whatever is drawn in it.
  veil([from, to], whole) {
    const veil = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const values = { class: `veil${whole ? " whole" : ""}`, x: 0, width: this.chart.plot._fullLayout.width, y: Math.min(from, to), height: Math.abs(to - from) };
    for (const [name, value] of Object.entries(values)) veil.setAttribute(name, value);
    this.chart.plot.querySelector(".infolayer").parentNode.append(veil);
  }

  holds({ band, elements }, focused) {
    if (!band) return elements.some((element) => element === focused || element.contains(focused));
    const { top, height } = this.chart.box(focused);
    const middle = (top + height / 2 - this.chart.above) / this.chart.scale;
    return middle > Math.min(...band) && middle < Math.max(...band);
  }

  groups() {
    const { plot } = this.chart;
    const { rows } = plot.layout?.meta ?? {};
    const axis = plot._fullLayout?.yaxis;
    if (rows && axis) return rows.map(([words, ...ends]) => ({ words, band: ends.map((end) => axis._offset + axis.l2p(end)) }));
    const panels = plot.layout?.meta?.together === "x";
    const found = new Map();
    // A country outside the part of the world that is shown is no mark.
    const words = new Map(this.chart.marks().map((mark) => [mark.id, mark.words]));
    const add = (key, ...elements) => {
      if (!found.has(key)) found.set(key, { words: words.get(key) ?? key, elements: [], mark: plot._fullLayout.geo && key });
      found.get(key).elements.push(...elements);
    };
    const others = [];
    const traces = [...plot.querySelectorAll(".cartesianlayer .trace, .geo .trace")].map((element) => ({ element, points: element.__data__, trace: plot.data[element.__data__?.[0]?.trace?.index] }));
    const told = traces.some(({ trace }) => trace?.meta?.of);
    for (const { element, points, trace } of traces) {
      const of = trace?.meta?.of;
      if (!trace || (told && !of)) continue;
      if (panels || typeof of === "string") add(panels ? (trace.xaxis ?? "x") : of, element);
      else for (const [drawn, key] of named(element, points, of ?? trace.customdata?.map(([id]) => id) ?? [])) if (of || trace.meta?.picks) is_country(key, plot) ? (told || words.has(key)) && add(key, drawn) : others.push(drawn);
      if (!of && plot._fullLayout.geo) others.push(...element.querySelectorAll(".js-line"));
    }
    (plot.layout?.annotations ?? []).forEach(({ name, xref, text }, index) => {
      const key = panels ? /^(x\d*) domain$/.exec(xref)?.[1] : name;
      if (!found.has(key)) return;
      found.get(key).elements.push(...plot.querySelectorAll(`.annotation[data-index="${index}"]`));
      if (panels) found.get(key).words = plain(text.split("<br>")[0]);
    });
    // In the order of the marks, those with most events first; groups that are no marks keep theirs.
    const order = [...words.keys()];
    const groups = [...found].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([, group]) => group);
    groups.others = settled(others, groups);
    return groups;
  }
}

// On a map pins and lines are no countries.
const is_country = (key, plot) => !plot._fullLayout.geo || String(key).startsWith("country:");

// What is drawn of a trace with the key of each: its points and labels, or its strokes where gaps part them.
function named(element, points, keys) {
  const found = [...element.querySelectorAll("path.point, g.point, .textpoint, path.choroplethlocation, :scope > g > text")].map((drawn) => {
    const point = drawn.__data__ ?? drawn.parentNode.__data__;
    return [drawn, keys[point?.i ?? point?.index ?? points.indexOf(point)]];
  });
  const strokes = element.querySelectorAll(".js-line");
  if (strokes.length === keys.length) strokes.forEach((stroke, index) => found.push([stroke, keys[index]]));
  return found.filter(([, key]) => key);
}

// A pin belongs to the country in which it stands; gives back those that stand in none.
function settled(pins, groups) {
  const shapes = groups.map(({ elements }) => elements.filter(is_shape));
  return pins.filter((pin) => {
    const { left, top, width, height } = pin.getBoundingClientRect();
    const home = pin.matches(".js-line") ? -1 : shapes.findIndex((own) => own.some((shape) => shape.isPointInFill(new DOMPoint(left + width / 2, top + height / 2).matrixTransform(shape.getScreenCTM().inverse()))));
    if (home >= 0) groups[home].elements.push(pin);
    return home < 0;
  });
}
