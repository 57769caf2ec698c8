"use strict";
// Enhances pages that work without it: nothing here is needed to finish a task.
(() => {
  const said = (form, words) => {
    const place = form.querySelector("[data-saved]");
    if (place) place.textContent = words;
  };

  // A form is sent once. The idempotency key protects the server; this spares the person.
  // One that answers with a file ([data-file]) leaves its page as it is, and may be sent again.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "file" in form.dataset) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = true;
    });
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button:disabled")) button.disabled = false;
    }
  });

  // "/" goes to the search box.
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const search = document.querySelector("[type=search]");
    if (event.key !== "/" || typing || !search || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    search.focus();
  });

  // After an error the summary takes the focus, so that a screen reader begins there.
  document.getElementById("galat")?.focus();

  // A file that is too large is told before it travels.
  addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.dataset.most) return;
    const large = [...input.files].find((file) => file.size > Number(input.dataset.most));
    input.setCustomValidity(large ? input.dataset.tooLarge.replace("{}", large.name) : "");
    input.reportValidity();
  });

  // One box ticks all boxes of its group: <input type=checkbox data-all="name">.
  for (const all of document.querySelectorAll("[data-all]")) {
    const boxes = [...document.querySelectorAll(`[name="${all.dataset.all}"]`)];
    all.closest("[hidden]")?.removeAttribute("hidden");
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
    });
  }

  // What is typed and not yet sent survives a lost page: <form data-keep="a name of its own">.
  // It is let go once another page has come after sending: until then it may still be needed. A form
  // that came back was not taken: its words stay.
  const kept = (form) => `lajur:${form.dataset.keep}`;
  const sent = sessionStorage.getItem("lajur.sent");
  if (sent) {
    if (![...document.querySelectorAll("form[data-keep]")].some((form) => kept(form) === sent)) sessionStorage.removeItem(sent);
    sessionStorage.removeItem("lajur.sent");
  }
  const fields = (form) =>
    [...form.elements].filter((field) => field.name && /^(text|email|tel|url|search|textarea)$/.test(field.type));
  const ticks = (form) => [...form.elements].filter((field) => field.name && /^(radio|checkbox)$/.test(field.type));
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const store = () => {
      const words = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
      for (const tick of ticks(form)) words[tick.name] = [];
      for (const tick of ticks(form)) if (tick.checked) words[tick.name].push(tick.value);
      sessionStorage.setItem(kept(form), JSON.stringify(words));
    };
    const before = JSON.parse(sessionStorage.getItem(kept(form)) || "{}");
    // What was typed here is newer than what came, where the form says so.
    const newer = (field) => "keepOver" in form.dataset && field.name in before;
    for (const field of fields(form)) if (newer(field) || (!field.value && before[field.name])) field.value = before[field.name];
    for (const tick of ticks(form)) if (newer(tick)) tick.checked = before[tick.name].includes(tick.value);
    form.addEventListener("input", store);
    form.addEventListener("submit", () => sessionStorage.setItem("lajur.sent", kept(form)));
  }

  // Drafts save themselves: <form data-autosave> with a [data-saved] line for what happened.
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    let timer = 0;
    const save = async () => {
      if (form.dataset.sent) return;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
      body.set("aksi", "simpan");
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "lajur" } });
        const draft = await answer.json(); // a page instead: nobody who could answer was reached
        said(form, draft.kata);
        if (!answer.ok) return;
        form.elements.versi.value = draft.versi;
        form.elements.kunci.value = draft.kunci;
        for (const frame of document.querySelectorAll("[data-follows-draft]")) frame.contentWindow.location.reload();
      } catch {
        said(form, form.dataset.autosave);
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 3000);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  // What a form would give, while it is typed: <form data-preview="address" data-preview-into="id">.
  for (const form of document.querySelectorAll("form[data-preview]")) {
    let timer = 0;
    const preview = async () => {
      const typed = new URLSearchParams(fields(form).map((field) => [field.name, field.value]));
      const answer = await fetch(`${form.dataset.preview}?${typed}`, { headers: { "X-Requested-With": "lajur" } });
      if (answer.ok) document.getElementById(form.dataset.previewInto).innerHTML = await answer.text();
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(preview, 300);
    });
  }

  // The rows of an SOP table are walked by keyboard: <div data-walk tabindex=0> around it. Without this
  // the links of every row are reached by Tab; with it only those of the row one stands on.
  for (const table of document.querySelectorAll("[data-walk]")) {
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
    table.nextElementSibling.firstElementChild.hidden = false;
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
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
