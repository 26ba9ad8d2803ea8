// What every page does besides its theme: a classic script after the header, where it keeps the
// rest of the page from being laid out before the header was painted. On a page that has islands, it
// fetches them once the page is painted, or at once when somebody reaches for one; until then, and
// if they never come, links are links and forms are forms.
{
  const root = document.documentElement;
  const { glue, wasm, copied } = document.currentScript.dataset;
  const first = (selector) => document.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const on = (type, listener, capture) => addEventListener(type, listener, capture);

  /* The islands */

  let waking;
  const wake = () =>
    (waking ??= hydrate().catch((error) => {
      root.classList.remove("js");
      console.warn("The page works without its islands:", error);
      navigator.sendBeacon("/boot-failed");
    }));

  const hydrate = async () => {
    const islands = await import(glue);
    await islands.default({ module_or_path: wasm });
    islands.hydrate();
    for (const island of all("leptos-island")) {
      // An island among the children of another one belongs to it.
      island.parentNode.closest("leptos-children")?.$$on_hydrate?.();
      await islands[island.dataset.component]?.(island);
    }
    root.classList.add("awake");
  };

  for (const intent of ["pointerover", "focusin", "keydown"]) {
    on(intent, ({ target }) => target.closest?.("leptos-island") && wake());
  }
  // Once the page is painted: before that, fetching the islands would hold it up.
  on("load", () => {
    if (first("leptos-island")) (window.requestIdleCallback ?? setTimeout)(wake);
  });

  /* The search palette, a script of its own */

  // How long a click waits for that script before it is let through.
  const PATIENCE = 3000;

  // What is clicked before the script is there is held, and clicked again with what was typed in the
  // meantime.
  let held;
  let settled;
  const hold = (event) => {
    const target = event.target.closest("[data-replay]");
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!target || settled || modified) return;
    event.preventDefault();
    event.stopPropagation();
    if (held) return;
    held = target;
    const script = import(target.dataset.replay).catch(console.warn);
    Promise.race([script, new Promise((late) => setTimeout(late, PATIENCE))]).then(() => {
      settled = true;
      held = undefined;
      target.click();
    });
  };
  on("click", hold, true);

  on("keydown", (event) => {
    const { key, target } = event;
    const command = event.ctrlKey || event.metaKey;
    const field = target.closest?.("input, select, textarea");
    const search = first("[data-palette-open]");
    if (held && key.length === 1 && !command) {
      held.dataset.typed = (held.dataset.typed ?? "") + key;
    } else if (search && (command ? key === "k" : key === "/" && !field)) {
      search.click();
    } else {
      return;
    }
    event.preventDefault();
  });

  /* The text */

  // Marks the section being read: the last one whose heading has passed the upper third.
  const spy = (contents) => {
    const passed = new Set();
    const links = new Map();
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          passed[isIntersecting ? "add" : "delete"](target);
        }
        const read = [...links.keys()].findLast((heading) => passed.has(heading));
        for (const [heading, link] of links) {
          if (heading === read) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      },
      { rootMargin: "9999999px 0px -66%" },
    );
    for (const link of all("a", contents)) {
      // On narrow screens the contents cover the text: they go when a section was chosen.
      link.onclick = () => contents.matches(":popover-open") && contents.hidePopover();
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!heading) continue;
      links.set(heading, link);
      observer.observe(heading);
    }
  };
  on("DOMContentLoaded", () => all("[data-scroll-spy]").forEach(spy));

  // Copies a block of code, or its commands alone.
  const copy = async (button, status) => {
    const code = button.parentNode.querySelector("code");
    const parts = button.dataset.copy ? all(".hl-cmd", code) : [code];
    await navigator.clipboard.writeText(parts.map((part) => part.textContent).join("\n"));
    const label = button.textContent;
    if (label === copied) return;
    button.textContent = status.textContent = copied;
    setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, 2000);
  };
  // Listens to the page: some blocks come later.
  on("DOMContentLoaded", () => {
    if (!navigator.clipboard) return;
    root.classList.add("copies");
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.role = "status";
    document.body.append(status);
    on("click", ({ target }) => target.matches("[data-copy]") && copy(target, status).catch(console.warn));
  });

  on("beforeprint", () => {
    for (const details of all("details")) details.open = true;
  });
}
