// Draws one figure inside a Streamlit component and keeps its DOM, so that a change of the numbers redraws marks and nothing else.
// It decides nothing about a figure: data and layout come from charts/, words from the page.

const SCRIPT = new URL("PLOTLY_NAME", import.meta.url);
const CONFIG = { topojsonURL: "TOPOLOGY_PATH", displayModeBar: false, displaylogo: false, showSendToCloud: false, scrollZoom: false };
// Below this width labels that need more room are left out; the table and the words for the ear keep them.
const NARROW_PX = 640;
const PICTURE_PX = { width: 1600, height: 900, edge: 48 };
const still = matchMedia("(prefers-reduced-motion: reduce)");
const charts = new WeakMap();
// The zoom that a reader chose stays when the numbers change and, where the page does not keep it, when the page is opened again.
const views = new Map();

let loading;
const plotly = () =>
  (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("The drawing library could not be loaded; reload the page."));
    document.head.append(script);
  }));
plotly();

export default function ({ data, parentElement, setTriggerValue }) {
  let chart = charts.get(parentElement);
  if (!chart) charts.set(parentElement, (chart = new Chart(parentElement)));
  chart.show(data, setTriggerValue);
  return () => {
    // Streamlit may show it again in the same place, with the same bytes.
    charts.delete(parentElement);
    chart.end();
  };
}

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// What stands in a label as entities and tags for plotly, as a person reads it.
const plain = (text) => new DOMParser().parseFromString(String(text ?? "").replace(/<br>/g, " · "), "text/html").body.textContent;

class Chart {
  constructor(parent) {
    this.plot = make("div", { class: "plot", "aria-hidden": "true" });
    this.ring = make("div", { class: "ring", hidden: "" });
    this.mark = make("div", { class: "ring picked", hidden: "" });
    this.tip = make("div", { class: "tip", hidden: "" });
    this.stage = make("div", { class: "stage", role: "group" }, this.plot, this.mark, this.ring, this.tip);
    this.spoken = make("div", { class: "spoken", role: "status" });
    this.views = make("div", { class: "views", role: "group" });
    this.tools = make("div", { class: "tools" });
    for (const format of ["PNG", "SVG"]) {
      const button = make("button", { type: "button", title: `Save this chart as ${format}, with title, source and note` }, format);
      button.addEventListener("click", () => this.save(format.toLowerCase()));
      this.tools.append(button);
    }
    // Made by the server, which has the numbers: a slide to edit, and the table.
    this.made = ["PPTX", "XLSX"].map((format) => {
      const button = make("button", { type: "button", title: { PPTX: "Save this chart as a slide to edit", XLSX: "Save the numbers of this chart as a workbook" }[format] }, format);
      button.addEventListener("click", () => {
        this.spoken.textContent = `${format} is being made`;
        this.setTriggerValue("file", format.toLowerCase());
      });
      this.tools.append(button);
      return button;
    });
    this.staged = ["present", "add"].map((act) => {
      const button = make("button", { type: "button", title: { present: "Present this chart", add: "Add this chart to the storyboard" }[act] }, { present: "Present", add: "Add to storyboard" }[act]);
      button.addEventListener("click", () => this.setTriggerValue("stage", act));
      this.tools.append(button);
      return button;
    });
    this.doubts = make("button", { type: "button", class: "doubts", hidden: "" });
    this.doubts.addEventListener("click", () => this.setTriggerValue("pick", this.spec.doubts.mark));
    this.bar = make("div", { class: "bar" }, this.views, this.doubts, this.tools);
    // Written here and not by Streamlit: the picture says the same words, and its Markdown takes longer than the numbers.
    this.title = make("h2");
    this.measure = make("p", { class: "measure" });
    this.source = make("p", { class: "source" });
    this.note = make("p", { class: "source" });
    this.root = make("div", { class: "chart" }, this.title, this.measure, this.stage, this.bar, this.source, this.note, this.spoken);
    parent.append(this.root);
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("click", (event) => this.pick(this.label_at(event).id));
    // On a stage a click leaves the keys to the presentation; Tab gives them to the picture.
    this.stage.addEventListener("mousedown", (event) => this.spec?.fills && event.preventDefault());
    this.stage.addEventListener("mousemove", (event) => this.over(event));
    this.stage.addEventListener("mouseleave", () => this.over());
    this.stage.addEventListener("blur", () => this.point(-1));
    this.hear = (event) => event.detail.chart === this.spec?.key && this.point(this.marks().findIndex((mark) => mark.id === event.detail.id));
    this.obey = (event) => event.detail.chart === this.spec?.key && this.pick(event.detail.id);
    addEventListener("dashboard:focus", this.hear);
    addEventListener("dashboard:pick", this.obey);
    this.spot = new Spotlight(this);
    this.light = (event) => this.spot.move(event.detail);
    this.uncover_next = (event) => this.spot.reveal(event.detail);
    addEventListener("dashboard:spotlight", this.light);
    addEventListener("dashboard:reveal", this.uncover_next);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.stage);
    this.at = -1;
    this.draws = 0;
  }

  async show(bytes, setTriggerValue) {
    this.setTriggerValue = setTriggerValue;
    // A rerun that changes nothing here sends the same bytes again.
    if (this.bytes?.length === bytes.length && bytes.every((byte, index) => byte === this.bytes[index])) return;
    this.bytes = bytes;
    const mine = ++this.draws;
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    // An older drawing that is still under way gives way to this one.
    if (mine !== this.draws) return;
    // The first line holds what is no part of the figure: the view, and a file that was asked for.
    const body = text.slice(text.indexOf("\n"));
    const before = this.spec && this.view()?.label;
    const spec = JSON.parse(text);
    const fresh = spec.key !== this.spec?.key;
    this.spec = spec;
    this.spot.clear();
    this.hear_view(spec.view);
    this.keep(spec.file);
    // The server has taken up a view that is on the screen already.
    if (body === this.body && this.view()?.label === before) return this.done(mine);
    this.body = body;
    this.stage.setAttribute("aria-label", spec.alt);
    if (!spec.fills) this.stage.style.minHeight = `${this.layout().height}px`;
    this.root.dataset.chart = spec.key;
    this.tools.hidden = !spec.title;
    for (const button of this.made) button.hidden = !spec.files;
    for (const button of this.staged) button.hidden = !spec.staged;
    this.bar.hidden = !spec.title && !spec.views.length && !spec.doubts;
    this.doubts.hidden = !spec.doubts;
    this.doubts.textContent = spec.doubts ? `⚑ ${spec.doubts.words}` : "";
    this.doubts.title = "What the checks found doubtful in this chart";
    for (const name of ["title", "measure", "note"]) this.tell(this[name], spec[name]);
    this.tell(this.source, spec.source, "Source: ");
    if (spec.fills) emphasise(this.title, spec.total);
    this.larger();
    if (fresh) this.draw_views();
    this.press();
    try {
      const Plotly = await plotly();
      if (mine !== this.draws) return;
      const layout = this.layout();
      this.drawn = this.kind();
      if (spec.moves && !fresh && !still.matches) layout.transition = { duration: 350, easing: "cubic-in-out" };
      await Plotly.react(this.plot, this.traces(), layout, CONFIG);
    } catch (error) {
      this.plot.textContent = error.message;
      throw error;
    }
    if (mine !== this.draws) return;
    if (!this.listens) {
      this.listens = true;
      this.plot.on("plotly_hover", ({ points }) => this.together(points[0]));
      this.plot.on("plotly_click", ({ points }) => this.pick(points.map((p) => this.id_of(p.data, p.pointNumber ?? p.pointIndex)).find(Boolean)));
      this.plot.on("plotly_selected", (dragged) => this.drag(dragged?.range?.x));
    }
    const picks = this.ids().length > 0;
    this.stage.tabIndex = picks ? 0 : -1;
    this.stage.classList.toggle("picks", picks);
    this.point(-1);
    this.settle();
    // The words of the evidence come a moment after the figure.
    if (this.mine) setTimeout(() => this.uncover(), 200);
    this.done(mine);
  }

  done(mine) {
    requestAnimationFrame(() => requestAnimationFrame(() => (this.root.dataset.painted = mine)));
  }

  tell(element, words, name = "") {
    element.hidden = !words;
    element.replaceChildren(...(name ? [make("strong", {}, name)] : []), words ?? "");
  }

  // Where layout.meta.together names "x" or "y", what is pointed at in one panel is pointed at in all: the same year, the same line.
  together(point) {
    const along = this.plot.layout.meta?.together;
    if (!along || !point || this.joining) return;
    const same = this.plot.data.flatMap((trace, curveNumber) => {
      if (trace.hoverinfo === "skip") return [];
      return [...(trace[along] ?? [])].flatMap((value, pointNumber) =>
        value === point[along] && trace.x[pointNumber] != null && trace.y[pointNumber] != null ? [{ curveNumber, pointNumber }] : [],
      );
    });
    this.joining = true;
    window.Plotly.Fx.hover(this.plot, same, Object.keys(this.plot._fullLayout._plots));
    this.joining = false;
  }

  // What was picked here stays in sight where the evidence at the foot of the window would lie on it.
  uncover() {
    const drawer = document.querySelector(".st-key-evidence-drawer")?.getBoundingClientRect();
    const mark = this.spec.picked === this.mine && this.marks().find(({ id }) => id === this.mine)?.element.getBoundingClientRect();
    this.mine = undefined;
    if (!drawer || !mark || drawer.height >= innerHeight || mark.bottom < drawer.top) return;
    const block = mark.bottom - this.stage.getBoundingClientRect().top < drawer.top ? "start" : "center";
    (block === "start" ? this.stage : this.mark).scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
  }

  // A figure that fills its box is drawn at the largest scale, up to the one named, at which it still fits; its letters grow with it.
  // One that keeps its shape becomes narrower instead.
  larger() {
    this.scale = 1;
    this.narrower = 1;
    if (!this.spec.fills) return;
    const { clientWidth: width, clientHeight: height } = this.stage;
    const shaped = this.layout(width).meta?.ratio;
    const tall = () => this.layout(this.width()).height * this.scale;
    for (this.scale = shaped ? 1.3 : this.spec.fills; this.scale > 0.5 && !shaped && tall() > height; this.scale -= 0.05);
    while (shaped && this.narrower > 0.3 && tall() > height) this.narrower -= 0.02;
    const [x, y] = [(width - this.width() * this.scale) / 2, Math.max(0, height - tall()) / 3];
    this.above = y;
    Object.assign(this.plot.style, { width: `${this.width()}px`, transform: `translate(${x}px, ${y}px) scale(${this.scale})` });
  }

  width() {
    return (this.stage.clientWidth * (this.narrower ?? 1)) / (this.scale ?? 1);
  }

  // The figure as it is laid out for a width; wider layouts are told as what differs from the narrowest.
  figure(width = this.width()) {
    const { figure, wider = [] } = this.spec;
    const fit = wider.filter(({ min_px }) => min_px <= width).at(-1);
    if (!fit) return figure;
    return { data: figure.data.map((trace, index) => ({ ...trace, ...fit.data[index] })), layout: { ...figure.layout, ...fit.layout } };
  }

  // Which traces are drawn depends on the view, and on the width where a trace says so.
  traces(width = this.width()) {
    const narrow = this.narrow(width);
    const label = this.view()?.label;
    const shown = ({ wide_only, views, narrow_views = views, from_px = 0, below_px = Infinity } = {}) =>
      !(narrow && wide_only) && width >= from_px && width < below_px && ((narrow ? narrow_views : views)?.includes(label) ?? true);
    return this.figure(width).data.map((trace) => (shown(trace.meta) ? trace : { ...trace, visible: false }));
  }

  // The figure's own values, over them those of the view, over these what both say for narrow screens.
  layout(width = this.width()) {
    const narrow = this.narrow(width);
    const { layout } = this.figure(width);
    const view = this.view()?.layout;
    const meta = { ...layout.meta, ...view?.meta };
    const merged = { ...layout, ...view, ...(narrow ? { ...layout.meta?.narrow, ...view?.meta?.narrow } : {}) };
    const ratio = (narrow && meta.narrow_ratio) || meta.ratio;
    const { l = 0, r = 0, t = 0, b = 0 } = merged.margin ?? {};
    if (ratio) merged.height = Math.round((width - l - r) * ratio) + t + b;
    return merged;
  }

  // A figure whose words need more room says from which width on they have it.
  narrow(width) {
    return width < (this.spec.figure.layout.meta?.narrow_px ?? NARROW_PX);
  }

  // What has to change before a figure of another width may be stretched no more but is drawn anew.
  kind(width = this.width()) {
    const { height, meta } = this.layout(width);
    return [height, meta?.stage_px, ...this.traces(width).map((trace) => trace.visible)].join();
  }

  end() {
    removeEventListener("dashboard:focus", this.hear);
    removeEventListener("dashboard:pick", this.obey);
    removeEventListener("dashboard:spotlight", this.light);
    removeEventListener("dashboard:reveal", this.uncover_next);
    this.sizes.disconnect();
    this.draws += 1;
    window.Plotly?.purge(this.plot);
    this.root.remove();
  }

  resize() {
    clearTimeout(this.later);
    if (this.spec?.fills) this.larger();
    const width = this.width();
    if (!width || !this.plot._fullLayout) return;
    // The width may be right already where a stretching that was under way measured it after this was asked.
    if (Math.abs(width - this.plot._fullLayout.width) < 2 && this.drawn === this.kind()) return this.show_picked();
    this.later = setTimeout(async () => {
      if (this.drawn !== this.kind()) return this.redraw();
      await window.Plotly.Plots.resize(this.plot);
      this.settle();
    }, 60);
  }

  async redraw() {
    const layout = this.layout();
    this.drawn = this.kind();
    if (!this.spec.fills) this.stage.style.minHeight = `${layout.height}px`;
    await window.Plotly.react(this.plot, this.traces(), layout, CONFIG);
    // Other values of the layout do not make plotly measure its width anew.
    if (Math.abs(this.width() - (this.plot._fullLayout?.width ?? this.width())) > 1) await window.Plotly.Plots.resize(this.plot);
    this.settle();
  }

  // After a drawing. The viewBox comes before marks are measured: one of another height would scale them.
  settle() {
    // It may have ended while plotly was at work.
    if (!this.plot._fullLayout) return;
    this.known = undefined;
    this.fit_to_print();
    this.show_picked();
    if (this.spec.fills) this.spot.dress();
  }

  // On paper the picture takes the width of its column, whatever the screen's was.
  fit_to_print() {
    const { width, height } = this.plot._fullLayout;
    for (const svg of this.plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.plot.style.setProperty("--ratio", `${width} / ${height}`);
  }

  // Marks: every point of a trace that says so in its meta; customdata is [id, words, ...].
  id_of(trace, index) {
    return trace?.meta?.picks ? trace.customdata?.[index]?.[0] : undefined;
  }

  ids() {
    return this.figure().data.flatMap((trace) => (trace.meta?.picks ? (trace.customdata ?? []).map((row) => row[0]) : []));
  }

  // Whether a mark lies in the part of the world that a map shows; plotly keeps the others, cut off and out of sight.
  frame() {
    const { geo, _size: size } = this.plot._fullLayout ?? {};
    if (!geo) return () => true;
    const { left, top, width } = this.plot.getBoundingClientRect();
    const k = width / this.plot.clientWidth || 1;
    const [[west, east], [south, north]] = [geo.domain.x, geo.domain.y];
    const edges = [left + k * (size.l + size.w * west), left + k * (size.l + size.w * east), top + k * (size.t + size.h * (1 - north)), top + k * (size.t + size.h * (1 - south))];
    return (element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > edges[0] && box.left < edges[1] && box.bottom > edges[2] && box.top < edges[3];
    };
  }

  marks() {
    if (this.known) return this.known;
    const elements = new Map();
    for (const element of this.plot.querySelectorAll("path.point, g.point > path, path.choroplethlocation, .points > path"))
      elements.set(element.__data__ ?? element.parentNode.__data__, element);
    const found = new Map();
    const inside = this.frame();
    (this.plot.calcdata ?? []).forEach((points, curve) => {
      const trace = this.plot.data[curve];
      if (!trace?.meta?.picks) return;
      trace.customdata?.forEach((row, index) => {
        const element = elements.get(points.find((point) => (point.i ?? point.index) === index) ?? points[index]);
        if (element && row[0] && !found.has(row[0]) && inside(element)) found.set(row[0], { id: row[0], words: plain(row[1]), element });
      });
    });
    const order = this.spec.order;
    this.known = [...found.values()];
    if (order) this.known.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    return this.known;
  }

  key(event) {
    if (event.target !== this.stage || event.ctrlKey || event.metaKey || event.altKey) return;
    const marks = this.marks();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!marks.length) return;
    if (step) this.point(this.at < 0 ? (step > 0 ? 0 : marks.length - 1) : (this.at + step + marks.length) % marks.length);
    else if (event.key === "Home") this.point(0);
    else if (event.key === "End") this.point(marks.length - 1);
    else if (event.key === "Escape") this.point(-1);
    else if ((event.key === "Enter" || event.key === " ") && this.at >= 0) this.pick(marks[this.at].id);
    else return;
    event.preventDefault();
  }

  // Highlights a mark without asking the server.
  point(index) {
    this.at = index;
    const mark = this.spec && index >= 0 ? this.marks()[index] : undefined;
    this.tip.hidden = !mark;
    this.surround(this.ring, mark);
    if (!mark) return;
    this.tip.textContent = mark.words;
    this.spoken.textContent = mark.words;
    const { left, top, width } = this.box(mark.element);
    const middle = left + width / 2;
    const room = this.stage.clientWidth;
    this.tip.style.left = middle > room / 2 ? "" : `${Math.max(0, middle)}px`;
    this.tip.style.right = middle > room / 2 ? `${Math.max(0, room - middle)}px` : "";
    this.tip.style.top = `${Math.max(0, top - this.tip.offsetHeight - 8)}px`;
  }

  show_picked() {
    this.surround(this.mark, this.spec.picked && this.marks().find((mark) => mark.id === this.spec.picked));
  }

  pick(id) {
    if (!id) return;
    this.surround(this.mark, this.marks().find((mark) => mark.id === id));
    this.mine = id;
    this.setTriggerValue("pick", id);
  }

  // A label that is cut is told whole under the pointer.
  over(event) {
    const { id, words } = event && this.spec ? this.label_at(event) : {};
    const cut = words?.endsWith("…") ? id : undefined;
    if (cut === this.cut) return;
    this.cut = cut;
    this.point(cut ? this.marks().findIndex((mark) => mark.id === cut) : -1);
  }

  // The id and the words of the label under the pointer; plotly itself hears clicks on marks only.
  label_at({ clientX, clientY }) {
    const inside = ({ left, right, top, bottom }) => left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
    const label = [...this.plot.querySelectorAll(".textpoint text")].find((text) => inside(text.getBoundingClientRect()));
    const point = label?.parentNode.__data__;
    const curve = point && (this.plot.calcdata ?? []).findIndex((points) => points.includes(point));
    const trace = this.plot.data?.[curve];
    if (!trace?.meta?.labels) return {};
    return { id: trace.customdata?.[point.i ?? this.plot.calcdata[curve].indexOf(point)]?.[0], words: label.textContent };
  }

  drag(ends) {
    if (!ends || !this.spec.figure.layout.dragmode) return;
    window.Plotly.relayout(this.plot, { selections: [] });
    window.Plotly.Fx.unhover(this.plot);
    this.setTriggerValue("range", ends.map(String));
  }

  // A country's box is that of its largest part: all of France reaches across the Atlantic.
  box(element) {
    const own = is_shape(element) ? largest_part(element) : element.getBoundingClientRect();
    const stage = this.stage.getBoundingClientRect();
    // On a stage that is fitted to the window a pixel of the page is not one of the screen.
    const k = stage.width / this.stage.clientWidth || 1;
    return { left: (own.left - stage.left) / k, top: (own.top - stage.top) / k, width: own.width / k, height: own.height / k };
  }

  // A ring around a mark; the outline of a country is drawn bolder instead.
  surround(ring, mark) {
    const name = ring === this.mark ? "chosen" : "at";
    ring.shape?.classList.remove(name);
    ring.shape = mark && is_shape(mark.element) ? mark.element : undefined;
    ring.shape?.classList.add(name);
    ring.hidden = !mark || Boolean(ring.shape);
    if (ring.hidden) return;
    const { left, top, width, height } = this.box(mark.element);
    const away = this.plot.layout.meta?.ring_px ?? 5;
    Object.assign(ring.style, { left: `${left - away}px`, top: `${top - away}px`, width: `${width + 2 * away}px`, height: `${height + 2 * away}px` });
  }

  view() {
    const offered = this.spec.views ?? [];
    return offered.find((view) => view.label === views.get(this.spec.key)) ?? offered[0];
  }

  // The view that the page keeps, unless a newer one was pressed and is on its way to the server.
  hear_view(view) {
    this.keeps_view = view !== null;
    if (view === this.pressed) this.pressed = undefined;
    if (this.keeps_view && this.pressed === undefined) views.set(this.spec.key, view);
  }

  draw_views() {
    const offered = this.spec.views ?? [];
    this.views.replaceChildren();
    this.views.hidden = !offered.length;
    // Views may differ in height: buttons below would move away from under the pointer.
    if (offered.length) this.stage.before(this.bar);
    this.views.setAttribute("aria-label", "Zoom");
    for (const view of offered) {
      const button = make("button", { type: "button" }, view.label);
      button.addEventListener("click", async () => {
        if (view.label === this.view()?.label) return;
        views.set(this.spec.key, view.label);
        this.press();
        if (this.keeps_view) this.setTriggerValue("view", (this.pressed = view.label));
        await this.redraw();
        this.point(-1);
      });
      this.views.append(button);
    }
  }

  press() {
    const label = this.view()?.label;
    for (const button of this.views.children) button.setAttribute("aria-pressed", String(button.textContent === label));
  }

  // The picture says what the screen says around it: takeaway, measure, source and note; then filters, data version and time.
  async save(format) {
    const svg = await this.picture(format === "png");
    const address = format === "svg" ? URL.createObjectURL(new Blob([svg.text], { type: "image/svg+xml" })) : await pixels(svg);
    make("a", { href: address, download: `${this.spec.key}.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.spoken.textContent = `${format.toUpperCase()} saved`;
  }

  // A file that the server has made comes with the figure.
  keep(file) {
    if (!file) return;
    const bytes = Uint8Array.from(atob(file.content), (character) => character.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: file.mime }));
    make("a", { href: address, download: file.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.spoken.textContent = `${file.name} saved`;
  }

  async picture(with_fonts) {
    const { title, measure, source, note, about } = this.spec;
    const made = about && `${about}, made ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const { width, height, edge } = PICTURE_PX;
    const style = getComputedStyle(this.root);
    const [text, ground] = ["--st-text-color", "--st-background-color"].map((name) => style.getPropertyValue(name));
    const families = { body: style.getPropertyValue("--st-font"), heading: style.getPropertyValue("--st-heading-font") };
    const block = (words, px, family, weight) => ({ px, family, weight, lines: wrap(words, `${weight} ${px}px ${family}`, width - 2 * edge) });
    const head = [block(title, 32, families.heading, 600), block(measure, 19, families.body, 400)];
    const foot = [block(source && `Source: ${source}`, 16, families.body, 400), block(note, 16, families.body, 400), block(made, 16, families.body, 400)];
    let y = edge - 8;
    const write = ({ px, family, weight, lines }) =>
      lines.map((line) => `<text x="${edge}" y="${(y += px * 1.3)}" font-family="${escaped(family)}" font-size="${px}" font-weight="${weight}" fill="${text}">${escaped(line)}</text>`).join("");
    const above = head.map(write).join("");
    const top = y + 16;
    const room = foot.reduce((sum, { px, lines }) => sum + px * 1.3 * lines.length, 0) + edge;
    const inside = width - 2 * edge;
    const own = this.layout(inside);
    const tall = Math.max(own.height, height - top - room);
    const layout = { ...own, width: inside, height: tall };
    delete layout.transition;
    const drawn = await window.Plotly.toImage({ data: this.traces(inside), layout, config: CONFIG }, { format: "svg", width: inside, height: tall, imageDataOnly: true });
    y = top + tall;
    const below = foot.map(write).join("");
    const fonts = with_fonts ? `<style>${await font_faces(Object.values(families))}</style>` : "";
    const all = top + tall + room;
    const inner = drawn.replace(/^<\?xml[^>]*>/, "").replace("<svg ", `<svg x="${edge}" y="${top}" `);
    const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}">`;
    return { text: `${open}${fonts}<rect width="100%" height="100%" fill="${ground}"/>${above}${inner}${below}</svg>`, width, height: all };
  }
}

const is_shape = (element) => element.classList.contains("choroplethlocation");

function largest_part(path) {
  // Outside the zoom a shape has no outline.
  if (!path.getAttribute("d")) return path.getBoundingClientRect();
  const part = path.getAttribute("d").split("M").reduce((longest, other) => (other.length > longest.length ? other : longest), "");
  const numbers = part.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
  const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd));
  const corner = (x, y) => new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
  const [from, to] = [corner(Math.min(...xs), Math.min(...ys)), corner(Math.max(...xs), Math.max(...ys))];
  return new DOMRect(from.x, from.y, to.x - from.x, to.y - from.y);
}

const escaped = (text) => String(text ?? "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

// Lines of the words that fit the width in this font.
function wrap(words, font, width) {
  const pen = make("canvas").getContext("2d");
  pen.font = font;
  const lines = [];
  for (const word of String(words ?? "").split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// A picture inside a picture sees no font of the page, so the files of the fonts in use go into it.
async function font_faces(families) {
  const used = families.join(",").toLowerCase();
  const faces = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSFontFaceRule);
  const wanted = faces.filter(({ style }) => style.fontStyle !== "italic" && used.includes(style.fontFamily.replaceAll('"', "").toLowerCase()));
  const written = wanted.map(async (face) => {
    const address = face.cssText.match(/url\("?([^")]+)"?\)/)?.[1];
    if (!address) return "";
    const file = await fetch(new URL(address, face.parentStyleSheet.href ?? location.href)).then((answer) => answer.blob());
    const data = await new Promise((resolve) => Object.assign(new FileReader(), { onload: (event) => resolve(event.target.result) }).readAsDataURL(file));
    return face.cssText.replace(/url\("?[^")]+"?\)/, `url("${data}")`);
  });
  return (await Promise.all(written)).join("");
}

async function pixels({ text, width, height }) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  // Fonts inside a picture are ready a moment after the picture says so.
  await new Promise((resolve) => setTimeout(resolve, 150));
  const canvas = make("canvas", { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(picture, 0, 0, 2 * width, 2 * height);
  return URL.createObjectURL(await new Promise((resolve) => canvas.toBlob(resolve, "image/png")));
}
