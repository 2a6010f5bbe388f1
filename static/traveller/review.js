/*
 * Writes down, before it is sent, what was answered: each question with its answer, and the
 * way back to it.
 */
export function review(form, pictures) {
  const list = form.querySelector("[data-review]");
  return (steps) => {
    list.replaceChildren(
      ...steps.map((step, i) => {
        const group = document.createElement("div");
        const title = document.createElement("dt");
        title.textContent = question(step);
        const answer = document.createElement("dd");
        answer.append(...answers(step, pictures.all()));
        const change = document.createElement("button");
        change.type = "button";
        change.className = "as-link";
        change.dataset.step = i;
        change.textContent = list.dataset.change;
        change.setAttribute("aria-label", `${list.dataset.change}: ${title.textContent}`);
        group.append(title, answer, change);
        return group;
      }),
    );
  };
}

function question(step) {
  return [...step.querySelector("legend").childNodes].find((node) => node.nodeType === Node.TEXT_NODE).textContent.trim();
}

function answers(step, pictures) {
  const out = [];
  const say = (text) => {
    const line = document.createElement("span");
    line.dir = "auto";
    line.textContent = text;
    out.push(line);
  };
  for (const control of step.elements) {
    if (control.type === "file") {
      for (const file of pictures[control.name] ?? []) {
        const img = document.createElement("img");
        img.alt = "";
        img.src = URL.createObjectURL(file);
        img.onload = () => URL.revokeObjectURL(img.src);
        out.push(img);
      }
    } else if (/radio|checkbox/.test(control.type)) {
      if (control.checked && control.value) {
        say(control.parentElement.textContent.trim());
      }
    } else if (control.type === "datetime-local") {
      if (control.value) {
        const label = step.querySelector(`label[for="${CSS.escape(control.id)}"]`).textContent.trim();
        say(`${label} ${new Date(control.value).toLocaleString(document.documentElement.lang, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" })}`);
      }
    } else if (control.value && control.name && control.type !== "hidden") {
      say(control.value);
    }
  }
  return out;
}
