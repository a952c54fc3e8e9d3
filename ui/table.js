// Writes a table that a screen reader reads; a row that belongs to a mark of a figure points it out when it has the focus.
// Text is only ever text: nothing of the data is read as markup.

const tables = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.pick = (mark) => setTriggerValue("pick", mark);
  const text = JSON.stringify(data);
  if (tables.get(parentElement) === text) return;
  tables.set(parentElement, text);
  parentElement.querySelector(".rows")?.remove();
  parentElement.append(write(data, (mark) => parentElement.pick(mark)));
}

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const run = (part) => {
  if (typeof part === "string") return part;
  if (!part.mark) return make("a", { href: part.url, target: "_blank", rel: "noopener noreferrer" }, part.label);
  const address = new URL(location);
  address.searchParams.set("evidence", part.mark);
  return make("a", { href: address.href, "data-mark": part.mark }, part.label);
};

const cell = (value, numeric, tag = "td") => {
  if (Array.isArray(value)) {
    const lines = value.map(({ small, runs }) => make("div", small ? { class: "small" } : {}, ...runs.map(run)));
    return make(tag, {}, ...lines);
  }
  return make(tag, numeric ? { class: "number" } : {}, value !== null && typeof value === "object" ? run(value) : value);
};

function write({ alt, headings, rows, numeric, marks, chart, picks, shades, heads, stacks }, pick) {
  const tell = (type, id) => dispatchEvent(new CustomEvent(type, { detail: { chart, id } }));
  // The figure that a row belongs to rings the mark at once and tells the page itself.
  const open = (id) => (picks ? pick(id) : tell("dashboard:pick", id));
  const head = make("tr", {}, ...headings.map((words, i) => make("th", { scope: "col", ...(numeric[i] ? { class: "number" } : {}) }, words)));
  const body = make("tbody");
  const lines = [];
  let pointed;
  rows.forEach((row, index) => {
    const line = make("tr", {}, ...row.map((value, i) => cell(value, numeric[i], heads && !i ? "th" : "td")));
    if (heads) line.firstChild.scope = "row";
    [...line.children].forEach((at, i) => {
      at.dataset.heading = headings[i];
      const share = shades?.[index][i];
      if (share) at.style.setProperty("--share", `${Math.round(6 + 34 * share)}%`);
      at.classList.toggle("shaded", Boolean(share));
    });
    const mark = marks?.[index];
    if (mark) {
      line.tabIndex = 0;
      line.addEventListener("focus", () => tell("dashboard:focus", mark));
      line.addEventListener("blur", () => tell("dashboard:focus", null));
      // Rows that scroll below a mouse at rest are not pointed at: the row in focus keeps its mark.
      line.addEventListener("mousemove", ({ movementX, movementY }) => {
        if (pointed === line || (!movementX && !movementY)) return;
        pointed = line;
        tell("dashboard:focus", mark);
      });
      line.addEventListener("mouseleave", () => {
        if (pointed !== line) return;
        pointed = undefined;
        tell("dashboard:focus", marks[lines.indexOf(body.querySelector("tr:focus"))] ?? null);
      });
      if (picks || chart) {
        line.classList.add("opens");
        line.addEventListener("click", ({ target }) => {
          // A link of the row leads to the document, and words may be selected to be copied.
          if (!target.closest("a") && !getSelection().toString()) open(mark);
        });
      }
      line.addEventListener("keydown", (event) => {
        if (event.target === line && event.key === "Enter") open(mark);
        const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
        if (!next) return;
        event.preventDefault();
        next.focus();
      });
    }
    lines.push(line);
    body.append(line);
  });
  body.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]")?.dataset.mark;
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(mark);
  });
  const table = make("table", {}, make("caption", { class: "spoken" }, alt), make("thead", {}, head), body);
  return make("div", { class: `rows${stacks ? " stacks" : ""}${shades ? " totals" : ""}${heads && !shades ? " even" : ""}`, role: "region", "aria-label": alt, tabindex: "0" }, table);
}
