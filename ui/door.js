// The link that opens the stage. What is still being typed on this page reaches the server only when its field is left, so the window that
// opens waits for the address with those words in it. It knows no notes.

// A server that does not answer keeps nobody waiting: the window then opens with what is known.
const PATIENCE_MS = 6000;
const doors = new WeakMap();

export default function ({ data, parentElement }) {
  let door = doors.get(parentElement);
  if (!door) doors.set(parentElement, (door = new Door(parentElement)));
  door.show(data);
}

class Door {
  constructor(parent) {
    this.link = Object.assign(document.createElement("a"), { className: "door", target: "_blank", rel: "noopener", textContent: "Present" });
    this.link.addEventListener("click", (event) => this.open(event));
    parent.append(this.link);
  }

  show(data) {
    this.data = data;
    this.link.href = data.href;
    if (this.opened && this.is_known()) this.enter();
  }

  // Whether the server has heard all that stands in the fields, by the class of each.
  is_known() {
    return Object.entries(this.data.typed).every(([name, words]) => (document.querySelector(`.st-key-${name} input`)?.value ?? words).trim() === words.trim());
  }

  open(event) {
    if (this.is_known()) return;
    event.preventDefault();
    // Only a click may open a window, so it opens before there is an address.
    this.opened = window.open("", "_blank");
    document.activeElement?.blur();
    this.later = setTimeout(() => this.enter(), PATIENCE_MS);
  }

  enter() {
    clearTimeout(this.later);
    if (!this.opened) return;
    this.opened.opener = null;
    this.opened.location.replace(new URL(this.data.href, location.origin));
    this.opened = undefined;
  }
}
