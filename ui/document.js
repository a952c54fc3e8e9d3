// Writes a document with the values that were found in it. Text is only ever text: nothing of the file is read as markup.

const written = new WeakMap();

const marked = ([words, kind, why]) => {
  if (!kind) return words;
  const mark = document.createElement("mark");
  mark.textContent = words;
  mark.dataset.kind = kind;
  mark.title = why;
  if (why.includes("unsure")) mark.dataset.unsure = "";
  return mark;
};

const paragraph = ({ heading, event, without, runs }, number, open) => {
  const element = document.createElement(heading ? "h4" : "p");
  element.append(...runs.map(marked));
  if (event) element.dataset.event = event;
  if (without) {
    const add = document.createElement("button");
    Object.assign(add, { type: "button", textContent: "Add an event from this", title: "No event was taken from this paragraph" });
    add.dataset.add = number;
    element.className = "without";
    element.append(" ", add);
  }
  if (event && event === open) element.dataset.open = "";
  return element;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const text = JSON.stringify(data);
  if (written.get(parentElement) === text) return;
  const before = parentElement.querySelector(".document");
  const opened = before?.querySelector("[data-open]")?.dataset.event;
  written.set(parentElement, text);
  const box = document.createElement("div");
  Object.assign(box, { className: "document", tabIndex: 0 });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", data.label);
  const key = document.createElement("p");
  key.className = "key";
  key.append(...data.key.map(marked));
  box.append(key, ...data.paragraphs.map((one, number) => paragraph(one, number, data.open)));
  box.addEventListener("click", (event) => {
    const { add } = event.target.dataset;
    if (add) return setTriggerValue("add", Number(add));
    const one = event.target.closest("[data-event]")?.dataset.event;
    if (one && getSelection().isCollapsed) setTriggerValue("open", one);
  });
  const at = before?.scrollTop ?? 0;
  before?.remove();
  parentElement.append(box);
  const own = box.querySelector("[data-open]");
  if (own && data.open !== opened) box.scrollTop = own.offsetTop - box.offsetTop - 60;
  else box.scrollTop = at;
}
