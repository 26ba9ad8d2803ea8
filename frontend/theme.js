// The theme: light, dark, or nothing stored and the system's. A script of its own, small and in
// <head>, so that the stored choice is there before the first paint and nothing else holds it up.
{
  const root = document.documentElement;
  const on = (type, listener) => addEventListener(type, listener);

  // Says that controls which are nothing without a script may be shown.
  root.classList.add("js");

  const dress = () => {
    let theme;
    try {
      theme = localStorage.theme;
    } catch {
      // No storage here.
    }
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    const select = document.querySelector("[data-theme-choice]");
    if (select) select.value = theme ?? "";
  };

  dress();
  on("DOMContentLoaded", dress);
  on("storage", dress);
  on("pageshow", dress);
  on("change", ({ target }) => {
    if (!target.matches("[data-theme-choice]")) return;
    try {
      if (target.value) localStorage.theme = target.value;
      else localStorage.removeItem("theme");
      dress();
    } catch {
      root.dataset.theme = target.value;
    }
  });
}
