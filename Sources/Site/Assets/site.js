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
