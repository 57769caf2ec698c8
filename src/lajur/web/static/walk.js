"use strict";
// Walks the rows of an SOP table by keyboard: <div data-walk tabindex="0"> around its table. Without
// it the links of every row are reached by Tab; with it only those of the row one stands on.
(() => {
  const table = document.querySelector("[data-walk]");
  if (!table) return;
  const rows = [...table.querySelectorAll("tbody tr")];
  const links = (row, place) => row.querySelectorAll("a").forEach((link) => (link.tabIndex = place));
  let here = null;

  const stand = (row) => {
    if (here) links(here, -1);
    here = row;
    links(row, 0);
  };
  const next = (key) => {
    const place = rows.indexOf(here);
    if (key === "Home") return rows[0];
    if (key === "End") return rows.at(-1);
    if (place < 0) return table.querySelector("[aria-current]") || rows[0];
    return rows[place + (key === "ArrowDown" ? 1 : -1)];
  };

  for (const row of rows) {
    row.tabIndex = -1;
    links(row, -1);
  }
  document.querySelector(".grid__keys > span")?.removeAttribute("hidden");
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row) stand(row);
  });
  table.addEventListener("keydown", (event) => {
    if (!/^(ArrowDown|ArrowUp|Home|End)$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = next(event.key);
    event.preventDefault();
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });
})();
