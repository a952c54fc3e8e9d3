// Writes a table that a screen reader reads; a row that belongs to a mark of a figure points it out when it has the focus.
// Text is only ever text: nothing of the data is read as markup.

const tables = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.pick = (id) => setTriggerValue("pick", id);
  const text = JSON.stringify(data);
  if (tables.get(parentElement) === text) return;
  tables.set(parentElement, text);
  parentElement.querySelector(".rows")?.remove();
  parentElement.append(write(data, (id) => parentElement.pick(id)));
}

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const cell = (value, numeric) => {
  if (value !== null && typeof value === "object") {
    const link = make("a", { href: value.url, target: "_blank", rel: "noopener noreferrer" }, value.label);
    return make("td", {}, link);
  }
  return make("td", numeric ? { class: "number" } : {}, value);
};

function write({ alt, headings, rows, numeric, marks, chart }, pick) {
  // The figure that a row belongs to rings the mark at once and tells the page itself.
  const open = (id) => (chart ? tell("dashboard:pick", id) : pick(id));
  const tell = (type, id) => dispatchEvent(new CustomEvent(type, { detail: { chart, id } }));
  const head = make("tr", {}, ...headings.map((words, i) => make("th", { scope: "col", ...(numeric[i] ? { class: "number" } : {}) }, words)));
  const body = make("tbody");
  const lines = [];
  let pointed;
  rows.forEach((row, index) => {
    const line = make("tr", {}, ...row.map((value, i) => cell(value, numeric[i])));
    const mark = marks?.[index];
    if (mark) {
      line.tabIndex = 0;
      line.addEventListener("focus", () => tell("dashboard:focus", mark));
      line.addEventListener("blur", () => tell("dashboard:focus", null));
      line.addEventListener("click", (event) => {
        // A link of the row leads to the document, and words may be selected to be copied.
        if (!event.target.closest("a") && !String(getSelection())) open(mark);
      });
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
  const table = make("table", {}, make("caption", { class: "spoken" }, alt), make("thead", {}, head), body);
  return make("div", { class: "rows", role: "region", "aria-label": alt, tabindex: "0" }, table);
}
