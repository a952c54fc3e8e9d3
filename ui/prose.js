// Writes facts, lists and doubts as HTML. Text is only ever text: nothing of the data is read as markup.

const written = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.open = (subject) => setTriggerValue("open", subject);
  const text = JSON.stringify(data);
  if (written.get(parentElement) === text) return;
  written.set(parentElement, text);
  parentElement.querySelector(".prose")?.remove();
  const prose = document.createElement("div");
  prose.className = "prose";
  prose.addEventListener("click", (event) => {
    const subject = event.target.closest("[data-opens]")?.dataset.opens;
    if (!subject || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    parentElement.open(subject);
  });
  for (const [kind, ...parts] of data) prose.append(...block(kind, parts));
  parentElement.append(prose);
}

// A run is a string, ["strong" or "mark", words], ["link", words, address] or ["opens", words, subject].
const TAGS = { link: "a", opens: "a", mark: "mark", strong: "strong" };
// A link that can be copied and opened in a tab of its own; a plain click keeps the page.
const address_of = (subject) => {
  const address = new URL(location);
  address.searchParams.set("evidence", subject);
  return `${address.pathname}${address.search}`;
};
const run = (part) => {
  if (typeof part === "string") return part;
  const [kind, words, address] = part;
  const element = document.createElement(TAGS[kind]);
  element.textContent = words;
  if (kind === "opens") Object.assign(element, { href: address_of(address) }).dataset.opens = address;
  if (kind === "link") Object.assign(element, { href: address, target: "_blank", rel: "noopener noreferrer" });
  return element;
};

const line = (tag, parts, name) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...parts.map(run));
  return element;
};

function block(kind, parts) {
  if (kind === "list") {
    const list = document.createElement("ul");
    list.append(...parts.map((runs) => line("li", runs)));
    return [list];
  }
  if (kind === "pairs") return [pairs(parts)];
  if (kind === "quote") return [line("blockquote", parts[0])];
  if (kind === "section") return [line("h4", parts[0])];
  if (kind === "item") return [line("p", parts[0], "head"), line("p", parts[1], "small")];
  if (kind === "heading") return [line("h3", parts[0])];
  if (kind === "doubt") return [line("p", parts[0], "doubt")];
  return [line("p", parts[0], kind === "small" ? "small" : "")];
}

function pairs(rows) {
  const table = document.createElement("table");
  const row = (cells, tag) => {
    const element = table.insertRow();
    cells.forEach((words, index) => {
      const cell = document.createElement(index ? tag : "th");
      if (cell.tagName === "TH") cell.scope = index ? "col" : "row";
      cell.textContent = words;
      element.append(cell);
    });
  };
  row(["", "As printed", "As stored"], "th");
  for (const cells of rows) row(cells, "td");
  return table;
}
