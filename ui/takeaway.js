// The takeaway on a stage: its first number that is no year stands out; where it has none, what the picture holds in all stands under it.

function emphasise(heading, total) {
  const words = heading.textContent;
  const found = first_number(words);
  if (found) return heading.replaceChildren(...marked(words, found));
  const held = total && first_number(total);
  if (!held) return;
  const line = document.createElement("span");
  line.className = "total";
  line.append(...marked(total, held));
  heading.append(line);
}

const first_number = (words) => [...words.matchAll(/[+−]?\d[\d\u202f.,]*\d|\d/g)].find(([number]) => !/^(19|20)\d\d$/.test(number));

function marked(words, found) {
  const key = Object.assign(document.createElement("span"), { className: "key", textContent: found[0] });
  return [words.slice(0, found.index), key, words.slice(found.index + found[0].length)];
}
