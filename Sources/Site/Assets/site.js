// What makes pages quicker and nicer. Nothing here is needed to read, to search or to buy.

/** Turns a search field into a combobox with a list of suggestions (ARIA 1.2): arrows choose, Enter follows, Escape closes. */
function suggest(field) {
  const list = document.createElement("ul");
  list.className = "seek-list";
  list.id = `${field.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestions);
  const status = document.createElement("p");
  status.className = "aside-text";
  status.setAttribute("role", "status");
  field.form.append(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let timer = 0;
  let asking = null;
  let shown = "";

  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (index < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    field.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const show = (answer) => {
    list.replaceChildren(...answer.suggestions.map((suggestion, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = suggestion.url;
      const title = document.createElement("span");
      title.textContent = suggestion.title;
      title.lang = suggestion.language;
      const kind = document.createElement("span");
      kind.className = "seek-kind";
      kind.textContent = suggestion.kind;
      option.append(title, " ", kind);
      return option;
    }));
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    const isOpen = answer.suggestions.length > 0 && document.activeElement === field;
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    status.textContent = answer.status;
  };

  const ask = async () => {
    const text = field.value.trim();
    if (text === shown) return;
    shown = text;
    asking?.abort();
    if (!text) {
      close();
      return;
    }
    asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: asking.signal });
      if (answer.ok && field.value.trim() === text) show(await answer.json());
    } catch {
      // A suggestion that does not come is not missed: the form works.
    }
  };

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 120);
  });
  field.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing || !count) return;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (list.hidden) {
          list.hidden = false;
          field.setAttribute("aria-expanded", "true");
        }
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(chosen + step < -1 ? count - 1 : chosen + step >= count ? -1 : chosen + step);
        break;
      }
      case "Enter":
        if (chosen < 0 || list.hidden) return;
        event.preventDefault();
        location.assign(list.children[chosen].dataset.url);
        break;
      case "Escape":
        if (list.hidden) return;
        event.preventDefault();
        close();
        break;
      default:
    }
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(suggest);

const basket = "basket-count";

/** The number beside the word "Basket": what this tab knows, until a page of the till says better. */
function showCount(count) {
  const place = document.querySelector("[data-basket-link]");
  if (!place) return;
  let badge = place.querySelector(".count");
  if (!badge) {
    badge = document.createElement("span");
    badge.className = "count";
    place.append(" ", badge);
  }
  badge.textContent = count > 0 ? String(count) : "";
  badge.hidden = count <= 0;
}

function keepCount(count) {
  try {
    sessionStorage.setItem(basket, String(Math.max(0, count)));
  } catch {
    // A browser that keeps nothing shows no number.
  }
  showCount(count);
}

function knownCount() {
  try {
    return Number(sessionStorage.getItem(basket)) || 0;
  } catch {
    return 0;
  }
}

/** Puts a thing into the basket without leaving the page; whatever goes wrong is left to the form itself. */
async function add(form, button) {
  const before = knownCount();
  const label = button.textContent;
  const fields = new URLSearchParams(new FormData(form));
  button.disabled = true;
  button.textContent = form.dataset.added;
  keepCount(before + Number(fields.get("quantity") || 1));
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" });
    if (!answer.ok || !answer.redirected) throw new Error("refused");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.querySelector("[data-basket-count]");
    if (told) keepCount(Number(told.dataset.basketCount));
    say(form, page.querySelector(".notice")?.textContent ?? form.dataset.added);
    button.disabled = false;
    setTimeout(() => { button.textContent = label; }, 1600);
  } catch {
    keepCount(before);
    button.disabled = false;
    button.textContent = label;
    form.dataset.plain = "yes";
    form.requestSubmit(button);
  }
}

function say(form, text) {
  const note = form.querySelector(".form-note");
  if (!note) return;
  const link = document.createElement("a");
  link.href = form.dataset.basket;
  link.textContent = form.dataset.go;
  note.replaceChildren(text, " ", link);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-added]") || form.dataset.plain || !form.checkValidity()) return;
  event.preventDefault();
  add(form, event.submitter ?? form.querySelector("button"));
});

/** Counts down to an opening in the words of the page's language; the server's text stands until then. */
function tick(time) {
  const left = Date.parse(time.dateTime) - Date.now();
  if (left <= 0) {
    // Clocks differ: a little later the server has surely opened it.
    setTimeout(() => location.reload(), 2000);
    return;
  }
  const seconds = Math.floor(left / 1000);
  const days = Math.floor(seconds / 86400);
  const two = (number) => String(number).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const unit = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "day", unitDisplay: "long" });
  time.textContent = days > 0 ? `${unit.format(days)} ${clock}` : clock;
  setTimeout(() => tick(time), left % 1000 || 1000);
}

for (const time of document.querySelectorAll("time[data-until]")) {
  if (Date.parse(time.dateTime) > Date.now()) tick(time);
}

const told = document.querySelector("main [data-basket-count]");
if (told) keepCount(Number(told.dataset.basketCount));
else if (knownCount() > 0) showCount(knownCount());
