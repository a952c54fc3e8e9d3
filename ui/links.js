// A button that copies the address of what is on the screen, with all that the address leaves out because it is the default.

const parts = new WeakMap();

// A reload is a new session for the server, so the tab remembers its storyboard.
const BOARD = "storyboard";

export default function ({ data, parentElement, setTriggerValue }) {
  let part = parts.get(parentElement);
  if (!part) parts.set(parentElement, (part = new Copy(parentElement)));
  part.whole = data.whole;
  const before = sessionStorage.getItem(BOARD);
  if (data.board) sessionStorage.setItem(BOARD, data.board);
  else if (before && !part.asked) {
    part.asked = true;
    setTriggerValue("board", before);
  }
}

class Copy {
  constructor(parent) {
    const make = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
    this.button = make("button", { type: "button", className: "copy", textContent: "Copy link", title: "Copy a link that shows these very numbers later too" });
    this.said = make("span", { className: "said", role: "status" });
    // Where the browser keeps the clipboard to itself, the reader copies by hand.
    this.field = make("input", { className: "by-hand", readOnly: true, hidden: true, ariaLabel: "Link to copy" });
    this.button.addEventListener("click", () => this.copy());
    const root = make("div", { className: "links" });
    root.append(this.button, this.said, this.field);
    parent.append(root);
  }

  // Read at the click: choices of a part of the page change the address without telling this button.
  address() {
    const url = new URL(location.href);
    for (const [name, values] of Object.entries(this.whole))
      if (!url.searchParams.has(name)) for (const value of values) url.searchParams.append(name, value);
    return url.href;
  }

  async copy() {
    const link = this.address();
    try {
      await navigator.clipboard.writeText(link);
      this.tell("Link copied");
    } catch {
      this.field.value = link;
      this.field.hidden = false;
      this.field.focus();
      this.field.select();
      this.tell("Press Ctrl+C to copy");
    }
  }

  tell(words) {
    this.said.textContent = words;
    clearTimeout(this.later);
    this.later = setTimeout(() => (this.said.textContent = ""), 4000);
  }
}
