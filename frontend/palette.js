// The search palette: a classic script that comes when somebody opens it. The server writes what is
// found as HTML; here it is asked for, put in place and walked through with the arrow keys. What was
// searched for last is kept in this browser and sent nowhere.
{
  const dialog = document.querySelector(".palette-dialog");
  const first = (selector) => dialog.querySelector(selector);
  const [field, list, status, said] = ["input", "[role=listbox]", ".palette-status", "[role=status]"].map(first);
  const [suggestion, forget, all] = [".palette-suggestion", "[data-palette-forget]", ".palette-all"].map(first);
  const { hint, failed, recent } = dialog.dataset;

  /* What was searched for last */

  const KEY = "recherches";
  const MOST = 8;

  // A browser may refuse to keep anything, and anything may have been kept there.
  const remembered = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, MOST) : [];
    } catch {
      return [];
    }
  };
  const remember = () => {
    const text = field.value.trim().slice(0, 200);
    if (!text) return;
    const kept = [text, ...remembered().filter((other) => other !== text)].slice(0, MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {}
  };

  /* The list */

  // How long the fingers rest before screen readers are told how much was found.
  const CALM = 500;

  let telling;
  const tell = (text) => {
    status.textContent = text;
    clearTimeout(telling);
    telling = setTimeout(() => (said.textContent = text), CALM);
  };

  const options = () => [...list.querySelectorAll("[role=option]")];
  const selected = () => list.querySelector("[aria-selected=true]");

  const select = (option) => {
    selected()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const fill = (nodes, text, better, address) => {
    select();
    list.replaceChildren(...nodes);
    list.hidden = !options().length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    suggestion.hidden = !better;
    suggestion.querySelector("button").textContent = better ?? "";
    all.hidden = !address;
    if (address) all.href = address;
    forget.hidden = true;
    tell(text);
  };

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const showRecent = () => {
    const links = remembered().map((text, at) => {
      const href = `/recherche?q=${encodeURIComponent(text)}`;
      const link = element("a", { id: `page:palette-${at}`, className: "palette-hit", href, tabIndex: -1 }, text);
      link.dataset.paletteTake = "";
      link.role = "option";
      link.ariaSelected = "false";
      return link;
    });
    const heading = element("p", { className: "palette-kind", ariaHidden: "true" }, recent);
    const group = element("div", { className: "palette-group", role: "group", ariaLabel: recent }, heading, ...links);
    fill(links.length ? [group] : [], hint);
    forget.hidden = list.hidden;
  };

  /* The question */

  // At most one question in so many milliseconds; the first of them does not wait.
  const PACE = 40;

  let asked = 0;
  let waiting;
  let running;

  // The last answer stays until the next one comes; one that a newer question has overtaken is dropped.
  const ask = async () => {
    asked = performance.now();
    const { signal } = (running = new AbortController());
    const query = encodeURIComponent(field.value.trim());
    try {
      const answer = await fetch(`/api/palette?q=${query}`, { signal });
      if (!answer.ok) throw answer.status;
      const text = await answer.text();
      if (signal.aborted) return;
      const { body } = new DOMParser().parseFromString(text, "text/html");
      const { children, dataset } = body.firstElementChild;
      fill([...children], dataset.said, dataset.better, dataset.all);
    } catch {
      if (!signal.aborted) fill([], failed, undefined, `/recherche?q=${query}`);
    }
  };

  const change = () => {
    clearTimeout(waiting);
    running?.abort();
    select();
    // Here and not when the answer is there: it would have to be laid out at once.
    list.scrollTop = 0;
    if (!field.value.trim()) return showRecent();
    const rest = asked + PACE - performance.now();
    if (rest > 0) waiting = setTimeout(ask, rest);
    else ask();
  };

  const type = (text) => {
    field.value = text;
    field.focus();
    change();
  };

  /* What people do */

  // The page behind stands still. With `html:has(…)` in the style sheet instead, browsers look through
  // the whole page whenever something is put into it.
  const behind = (is) => document.documentElement.classList.toggle("is-behind", is);
  dialog.addEventListener("close", () => behind(false));

  const open = (link) => {
    if (!dialog.open) dialog.showModal();
    behind(true);
    field.focus();
    const { typed } = link.dataset;
    delete link.dataset.typed;
    if (typed) type(typed);
    else {
      field.select();
      if (!field.value) showRecent();
    }
  };

  addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const opener = on("[data-palette-open]");
    const option = on(".palette-dialog [role=option]");
    if (opener) open(opener);
    else if (on("[data-palette-take]")) type(event.target.textContent);
    else if (on("[data-palette-forget]")) {
      try {
        localStorage.removeItem(KEY);
      } catch {}
      type("");
    } else {
      // What led nowhere is not worth keeping.
      if ((option || on(".palette-all")) && !all.hidden) remember();
      if (option || on("[data-palette-close]")) dialog.close();
      return;
    }
    event.preventDefault();
  });

  // The focus stays in the field while the arrows walk through the list. Nothing is selected until one
  // is pressed: Enter then leads to the page with all results. Home and End belong to the field until
  // something is selected.
  const STEPS = {
    ArrowDown: (at, count) => (at + 1) % count,
    ArrowUp: (at, count) => (at < 1 ? count : at) - 1,
    Home: (at) => (at < 0 ? at : 0),
    End: (at, count) => (at < 0 ? at : count - 1),
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.shiftKey) return;
    const choices = options();
    const current = selected();
    const next = choices.length && STEPS[event.key]?.(choices.indexOf(current), choices.length);
    if (event.key === "Enter" && current) current.click();
    else if (choices[next]) select(choices[next]);
    else return;
    event.preventDefault();
  });
  field.addEventListener("input", change);
  field.form.addEventListener("submit", remember);
}
