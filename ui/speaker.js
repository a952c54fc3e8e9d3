// The speaker's window: notes of the step that the audience sees, what comes next, the time. It follows by a channel inside the browser.

const parts = new WeakMap();

export default function ({ data, parentElement }) {
  let part = parts.get(parentElement);
  if (!part) parts.set(parentElement, (part = new Speaker(parentElement)));
  part.data = data;
  part.write();
  return () => part.end();
}

const make = (tag, name, words = "") => Object.assign(document.createElement(tag), { className: name, textContent: words });
const two = (number) => String(Math.floor(number)).padStart(2, "0");

class Speaker {
  constructor(parent) {
    this.step = 1;
    this.started = Date.now();
    this.root = make("div", "speaker");
    this.clock = make("p", "clock");
    this.clock.setAttribute("role", "timer");
    this.reset = make("button", "reset", "Start the clock anew");
    this.reset.type = "button";
    this.reset.addEventListener("click", () => ((this.started = Date.now()), this.tick()));
    this.at = make("p", "at");
    this.at.setAttribute("role", "status");
    this.now = make("h1", "now");
    this.notes = make("p", "notes");
    this.next = make("p", "coming");
    this.root.append(this.clock, this.reset, this.at, this.now, this.notes, this.next);
    parent.append(this.root);
    this.channel = new BroadcastChannel("dashboard-stage");
    this.channel.onmessage = ({ data }) => {
      if (data.ended) {
        this.heard = undefined;
        this.at.textContent = "The presentation has ended";
        return;
      }
      if (!data.step) return;
      this.heard = data;
      this.step = data.step;
      this.write();
    };
    this.channel.postMessage({ ask: true });
    this.timer = setInterval(() => this.tick(), 500);
    this.tick();
  }

  write() {
    const { steps } = this.data;
    // Another storyboard may be on the screen, as one that somebody has sent.
    const strange = this.heard && this.heard.pages.join() !== steps.map(({ page }) => page).join();
    const step = steps[Math.min(this.step, steps.length) - 1];
    this.at.textContent = this.heard ? `${this.heard.blank ? "The screen is blank. " : ""}Step ${this.step} of ${steps.length}` : "Waiting for the window that presents";
    if (strange) this.at.textContent = "The window that presents shows another storyboard";
    this.now.textContent = step.title;
    this.notes.textContent = strange ? "" : step.notes || "No notes for this step.";
    this.next.textContent = steps[this.step] ? `Next: ${steps[this.step].title}` : "This is the last step.";
  }

  tick() {
    const now = new Date();
    const passed = (Date.now() - this.started) / 1000;
    this.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())} · ${two(passed / 60)}:${two(passed % 60)} since the start`;
  }

  end() {
    clearInterval(this.timer);
    this.channel.close();
  }
}
