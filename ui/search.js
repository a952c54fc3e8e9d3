// The search box: sends what is typed, shows what comes back as a list to move in with the arrow keys. Text is only ever text.

const WAIT_MS = 120;
const WORDS = "Search events, people, places, figures";
const boxes = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let box = boxes.get(parentElement);
  if (!box) boxes.set(parentElement, (box = new Box(parentElement)));
  box.show(data, setTriggerValue);
  return () => box.end();
}

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

class Box {
  constructor(parent) {
    this.input = make("input", {
      type: "text", role: "combobox", "aria-label": WORDS, placeholder: WORDS, maxlength: "100", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": "search-list",
      "aria-keyshortcuts": "/",
    });
    this.list = make("div", { role: "listbox", id: "search-list", "aria-label": "Results" });
    this.note = make("p", { class: "note" });
    this.panel = make("div", { class: "panel", hidden: "" }, this.list, this.note);
    this.spoken = make("div", { class: "spoken", role: "status" });
    this.root = make("div", { class: "search", role: "search" }, this.input, make("kbd", { "aria-hidden": "true", title: "Press / to search" }, "/"), this.panel, this.spoken);
    parent.append(this.root);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.found && this.current() && this.open());
    this.input.addEventListener("blur", () => this.close());
    // The focus stays in the box while the mouse chooses or scrolls.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    this.panel.addEventListener("click", ({ target }) => this.choose(this.options.indexOf(target.closest("[role=option]"))));
    this.shortcut = (event) => {
      const { target } = event;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      event.preventDefault();
      this.from = target === document.body ? undefined : target;
      this.input.focus();
      this.input.select();
    };
    addEventListener("keydown", this.shortcut);
    this.options = [];
    this.at = -1;
  }

  current() {
    return this.found?.asked === this.input.value.trim();
  }

  typed() {
    clearTimeout(this.waiting);
    const text = this.input.value.trim();
    if (!text) return this.close();
    if (this.current()) return this.open();
    this.waiting = setTimeout(() => this.setTriggerValue("asked", text), WAIT_MS);
  }

  // Any other run of the page has nothing to say here, and an answer to a text that has changed since is too late.
  show(data, setTriggerValue) {
    this.setTriggerValue = setTriggerValue;
    if (!data || data === this.found || data.asked !== this.input.value.trim()) return;
    this.found = data;
    let index = 0;
    this.list.replaceChildren(
      ...data.groups.map(({ heading, found, more, rows }) => {
        const count = `${more ? "more than " : ""}${number(found)}`;
        const head = make("div", { class: "heading", "aria-hidden": "true" }, make("span", {}, heading), make("span", { class: "count" }, rows.length < found || more ? `${rows.length} of ${count}` : count));
        const options = rows.map(({ label, detail }) =>
          make("div", { role: "option", id: `search-option-${index++}`, "aria-selected": "false" }, make("span", { class: "label" }, label), make("span", { class: "detail" }, detail ?? "")));
        return make("div", { role: "group", "aria-label": `${heading}, ${count}` }, head, ...options);
      }),
    );
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.subjects = data.groups.flatMap(({ rows }) => rows.map(({ subject }) => subject));
    this.list.hidden = !this.options.length;
    this.note.textContent = data.note;
    this.note.hidden = !data.note;
    this.panel.scrollTop = 0;
    this.move(-1);
    const shown = this.options.length;
    this.spoken.textContent = shown ? `${shown} ${shown === 1 ? "result" : "results"} listed, in ${data.groups.map(({ heading }) => heading).join(", ")}. ${data.note}` : data.note;
    if (document.activeElement === this.input) this.open();
  }

  open() {
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
  }

  close() {
    clearTimeout(this.waiting);
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.move(-1);
  }

  move(index) {
    this.options[this.at]?.setAttribute("aria-selected", "false");
    this.at = index;
    const option = this.options[index];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    if (index === 0) this.panel.scrollTop = 0;
    else option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const count = this.options.length;
    const is_open = !this.panel.hidden;
    if (event.key === "Escape") {
      if (is_open) this.close();
      else if (this.input.value) this.input.value = "";
      else (this.from?.isConnected ? this.from : this.input)[this.from?.isConnected ? "focus" : "blur"]();
    } else if (event.key === "Enter" && is_open && this.current()) {
      this.choose(Math.max(this.at, 0));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!is_open) {
        if (this.current()) this.open();
        else this.typed();
      } else if (count) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        // Above the first and below the last lies the text itself.
        this.move(((this.at + 1 + step + count + 1) % (count + 1)) - 1);
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(index) {
    const subject = this.subjects?.[index];
    if (!subject) return;
    this.close();
    this.input.value = "";
    this.found = undefined;
    this.spoken.textContent = `Opened: ${this.options[index].querySelector(".label").textContent}`;
    this.setTriggerValue("chosen", subject);
  }

  end() {
    removeEventListener("keydown", this.shortcut);
    clearTimeout(this.waiting);
  }
}
