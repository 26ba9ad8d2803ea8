// Reloads once the id of what is served is another one than at first, and shows what keeps the
// content folder from being served as it is now.
{
  const MOST = 20;
  let seen;
  let panel;

  const show = (heading, mistakes) => {
    panel?.remove();
    panel = undefined;
    if (!mistakes) return;
    panel = document.createElement("section");
    panel.role = "alert";
    panel.tabIndex = 0;
    Object.assign(panel.style, {
      position: "fixed",
      inset: "auto 0 0",
      zIndex: 1000,
      maxHeight: "50dvh",
      overflow: "auto",
      padding: "1rem",
      color: "#fff",
      background: "#7a1020",
      font: "0.9rem/1.5 ui-monospace, monospace",
    });
    const title = document.createElement("strong");
    title.textContent = heading;
    const list = document.createElement("ul");
    Object.assign(list.style, { margin: "0.5rem 0 0", paddingInlineStart: "1.25rem" });
    const all = mistakes.trim().split("\n");
    const some = all.length > MOST ? [...all.slice(0, MOST), `… + ${all.length - MOST}`] : all;
    for (const mistake of some) {
      const item = document.createElement("li");
      item.textContent = mistake;
      item.style.overflowWrap = "anywhere";
      list.append(item);
    }
    panel.append(title, list);
    document.body.append(panel);
  };

  new EventSource("/dev/events").onmessage = ({ data }) => {
    const { id, heading, mistakes } = JSON.parse(data);
    if (seen && seen !== id) location.reload();
    else show(heading, mistakes);
    seen = id;
  };
}
