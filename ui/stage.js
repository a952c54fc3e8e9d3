// The stage of a presentation: fits a sheet of 1920 by 1080 to the window, hears the keys, tells the speaker's window where it is.
// It knows no notes: those are in the speaker's window alone.

const SHEET = { width: 1920, height: 1080 };
// So long a press is counted on; one that was never heard is then forgotten.
const PATIENCE_MS = 3000;
const stages = new WeakMap();
const channel = new BroadcastChannel("dashboard-stage");

export default function ({ data, parentElement, setTriggerValue }) {
  // A window that was opened from another gets a copy of what that tab keeps; the speaker's notes have no place in this one.
  if (new URLSearchParams(location.search).has("story")) sessionStorage.removeItem("storyboard");
  let stage = stages.get(parentElement);
  if (!stage) stages.set(parentElement, (stage = new Stage(parentElement)));
  stage.show(data, setTriggerValue);
  return () => stage.end();
}

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

class Stage {
  constructor(parent) {
    this.table = make("div", { class: "told", hidden: "" });
    this.filters = make("span", { class: "filters" });
    this.progress = make("span", { class: "progress", role: "status" });
    this.track = make("div", { class: "track", "aria-hidden": "true" }, make("div"));
    const button = (name, words, title, act) => {
      const made = make("button", { type: "button", title, "aria-label": title }, words);
      made.addEventListener("click", ({ shiftKey }) => {
        act(shiftKey ? -1 : 1);
        // The keys go on being heard: a button in focus would take the space bar.
        made.blur();
      });
      return (this[name] = made);
    };
    this.steps = make(
      "span",
      { class: "steps" },
      button("first", "First", "First step (Home)", () => this.go(1)),
      button("previous", "Back", "Previous step (arrow left)", () => this.go_by(-1)),
      this.progress,
      button("next", "Next", "Next step (arrow right or space)", () => this.go_by(1)),
      button("last", "Last", "Last step (End)", () => this.go(this.data.titles.length)),
    );
    this.keys = make(
      "span",
      { class: "keys" },
      this.steps,
      button("reveal", "Reveal", "Show it step by step (R; back with Shift)", (by) => this.tell("dashboard:reveal", by)),
      button("spot", "Spotlight", "Light one after the other (S; back with Shift)", (by) => this.tell("dashboard:spotlight", by)),
      button("dark", "Blank", "Blank the screen (B)", () => this.blank()),
      button("leave", "Leave", "Leave the presentation (Escape)", () => this.set("leave", true)),
    );
    this.curtain = make("div", { class: "curtain", hidden: "" });
    this.curtain.addEventListener("click", () => this.blank());
    this.presses = Date.now();
    this.root = make("div", { class: "stage-foot" }, this.filters, this.keys, this.track);
    parent.append(this.table, this.root, this.curtain);
    this.hear = (event) => this.key(event);
    this.fit = () => this.scale();
    this.scale();
  }

  // Streamlit ends a component and shows it again in the same place where the elements around it change.
  listen() {
    addEventListener("keydown", this.hear);
    addEventListener("resize", this.fit);
    channel.onmessage = ({ data }) => data.ask && this.announce();
  }

  show(data, set) {
    this.data = data;
    this.set = set;
    this.listen();
    // Old data come too, as when a press is sent: the server names the last press that it has heard.
    if (data.press === this.wanted?.press) this.wanted = undefined;
    this.filters.textContent = `${data.left_out} Shown: ${data.filters}. Data version ${data.version}.`;
    const count = data.titles.length;
    this.steps.hidden = this.track.hidden = count < 2;
    this.progress.textContent = `${data.step} / ${count}`;
    this.track.firstChild.style.width = `${(100 * data.step) / count}%`;
    this.first.disabled = this.previous.disabled = data.step <= 1;
    this.next.disabled = this.last.disabled = data.step >= count;
    this.reveal.hidden = this.spot.hidden = Boolean(data.table);
    this.write(data);
    this.announce();
    requestAnimationFrame(() => requestAnimationFrame(() => (this.root.dataset.step = data.step)));
  }

  // A step without a picture: a table with the words that a chart has around it.
  write({ table, words }) {
    this.table.hidden = !table;
    this.table.replaceChildren();
    if (!table) return;
    const each = (is) => table.heads.map((_, column) => table.rows.every((cells) => is(cells[column])));
    const numeric = each((cell) => /^[+−]?[\d\u202f]+$|^–$/.test(cell));
    const short = each((cell) => cell.length <= 10);
    const names = (column) => [numeric[column] && "number", short[column] && "short"].filter(Boolean).join(" ");
    const row = (cells, tag) => make("tr", {}, ...cells.map((cell, column) => make(tag, { ...(tag === "th" ? { scope: "col" } : {}), class: names(column) }, cell)));
    const measure = make("p", { class: "measure" }, words.measure);
    this.table.append(
      make("h2", {}, words.title),
      measure,
      make("table", {}, make("thead", {}, row(table.heads, "th")), make("tbody", {}, ...table.rows.map((cells) => row(cells, "td")))),
      make("p", { class: "source" }, make("strong", {}, "Source: "), words.source),
      ...(words.note ? [make("p", { class: "source" }, words.note)] : []),
    );
    emphasise(this.table.querySelector("h2"), words.total);
    const fits = () => this.table.scrollHeight <= this.table.clientHeight && this.table.scrollWidth <= this.table.clientWidth;
    // The largest letters at which all rows have room; at the smallest the last rows are left out, and it says so.
    for (let size = 30; size >= 18; size -= 1) {
      this.table.style.setProperty("--told", `${size}px`);
      if (fits()) break;
    }
    const rows = this.table.querySelector("tbody").children;
    const count = Math.max(table.all, rows.length);
    const say = () => rows.length < count && (measure.textContent = `${words.measure} The first ${rows.length} of ${count} rows.`);
    for (say(); !fits() && rows.length > 1; say()) rows[rows.length - 1].remove();
  }

  scale() {
    const k = Math.min(innerWidth / SHEET.width, innerHeight / SHEET.height);
    const style = document.documentElement.style;
    style.setProperty("--stage", k);
    style.setProperty("--stage-left", `${(innerWidth - SHEET.width * k) / 2}px`);
    style.setProperty("--stage-top", `${(innerHeight - SHEET.height * k) / 2}px`);
  }

  go(step) {
    const to = Math.min(Math.max(step, 1), this.data.titles.length);
    if (to === (this.wanted?.step ?? this.data.step)) return;
    this.wanted = { step: to, press: ++this.presses, until: performance.now() + PATIENCE_MS };
    this.set("go", [to, this.presses]);
  }

  // A press counts from where the presses before it lead, which the server may not have heard yet.
  go_by(count) {
    if (performance.now() > this.wanted?.until) this.wanted = undefined;
    this.go((this.wanted?.step ?? this.data.step) + count);
  }

  blank() {
    this.curtain.hidden = !this.curtain.hidden;
    this.announce();
  }

  tell(type, by) {
    dispatchEvent(new CustomEvent(type, { detail: by }));
  }

  announce() {
    if (!this.data) return;
    const { step, pages } = this.data;
    channel.postMessage({ step, pages, blank: !this.curtain.hidden });
  }

  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (!this.curtain.hidden) {
      event.preventDefault();
      return this.blank();
    }
    const { titles } = this.data;
    const acts = {
      ArrowRight: () => this.go_by(1),
      ArrowDown: () => this.go_by(1),
      PageDown: () => this.go_by(1),
      " ": () => this.go_by(1),
      ArrowLeft: () => this.go_by(-1),
      ArrowUp: () => this.go_by(-1),
      PageUp: () => this.go_by(-1),
      Home: () => this.go(1),
      End: () => this.go(titles.length),
      b: () => this.blank(),
      s: () => this.tell("dashboard:spotlight", event.shiftKey ? -1 : 1),
      r: () => this.tell("dashboard:reveal", event.shiftKey ? -1 : 1),
      Escape: () => this.set("leave", true),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  end() {
    removeEventListener("keydown", this.hear);
    removeEventListener("resize", this.fit);
    channel.onmessage = null;
    channel.postMessage({ ended: true });
  }
}
