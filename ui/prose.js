// Writes facts, lists and doubts as HTML. Text is only ever text: nothing of the data is read as markup.

const written = new WeakMap();

export default function ({ data, parentElement }) {
  const text = JSON.stringify(data);
  if (written.get(parentElement) === text) return;
  written.set(parentElement, text);
  parentElement.querySelector(".prose")?.remove();
  const prose = document.createElement("div");
  prose.className = "prose";
  for (const [kind, ...parts] of data) prose.append(...block(kind, parts));
  parentElement.append(prose);
}

// A run is a string, ["strong", words] or ["link", words, address].
const run = (part) => {
  if (typeof part === "string") return part;
  const [kind, words, address] = part;
  const element = document.createElement(kind === "link" ? "a" : "strong");
  element.textContent = words;
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
  if (kind === "item") return [line("p", parts[0], "head"), line("p", parts[1], "small")];
  if (kind === "heading") return [line("h3", parts[0])];
  if (kind === "doubt") return [line("p", parts[0], "doubt")];
  return [line("p", parts[0], kind === "small" ? "small" : "")];
}
