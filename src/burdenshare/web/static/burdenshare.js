// Partial updates and live charts. Every page works without this file.
(() => {
  "use strict";
  const vegaAddress = document.currentScript.dataset.vega;

  // A form marked data-live asks its question again as its fields change, and swaps in what is new.
  // Fields may stand outside the form and belong to it by their form attribute.
  const query = (form) => {
    const fields = new URLSearchParams(new FormData(form));
    for (const [key, value] of [...fields]) if (value === "") fields.delete(key, value);
    return fields.toString();
  };
  const addressOf = (form) => `${form.getAttribute("action") || location.pathname}?${query(form)}`;
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const refused = (form, page) => {
    const place = form.querySelector(".refused");
    const message = page && page.querySelector(".error");
    if (place) place.textContent = message ? message.textContent.trim() : "";
  };
  const stay = (form) => history.replaceState(null, "", addressOf(form) + location.hash);

  // One request at a time; of those that wait only the newest is sent.
  const inTurn = (act) => {
    let running = false, waiting;
    const turn = async (...given) => {
      if (running) { waiting = given; return; }
      running = true;
      try { await act(...given); } catch { /* gone, or stopped for a newer one */ }
      running = false;
      if (waiting) { const next = waiting; waiting = undefined; turn(...next); }
    };
    return turn;
  };

  // What was served for a part tells whether it has changed; a chart stays until its successor is there.
  const served = new Map([...document.querySelectorAll("[data-part]")].map((p) => [p.id, p.innerHTML]));
  const swap = (part, fresh) => {
    if (served.get(part.id) === fresh.innerHTML) return;
    served.set(part.id, fresh.innerHTML);
    const old = [...part.querySelectorAll("figure[data-spec] picture")];
    part.replaceChildren(...fresh.childNodes);
    part.querySelectorAll("figure[data-spec] picture").forEach((next, index) => {
      const before = old[index];
      if (!before || before.children.length !== next.children.length) return;
      next.replaceWith(before);
      [...next.children].forEach((child, place) => {
        for (const { name, value } of child.attributes) {
          if (before.children[place].getAttribute(name) !== value) before.children[place].setAttribute(name, value);
        }
      });
    });
  };

  let stop = new AbortController();
  const whole = inTurn(async (form) => {
    stop = new AbortController();
    const answer = await fetch(addressOf(form), { headers: { Accept: "text/html" }, signal: stop.signal });
    const page = parse(await answer.text());
    refused(form, answer.ok ? null : page);
    if (!answer.ok) return;
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) swap(part, fresh);
    }
    const cite = document.querySelector(".cite"), next = page.querySelector(".cite");
    if (cite && next) cite.replaceWith(next);
    document.title = page.title;
    stay(form);
    again(form);
  });

  // While a slider is dragged only the least that must give is asked for; the rest follows in a calm moment.
  const least = inTurn(async (form, address) => {
    const answer = await fetch(`${address}?${query(form)}`, { headers: { Accept: "text/html" } });
    const page = parse(await answer.text());
    refused(form, answer.ok ? null : page);
    if (!answer.ok) return;
    document.querySelector("[data-least]").replaceChildren(...page.body.childNodes);
    stay(form);
  });
  let calm;
  const changed = (form, field) => {
    const quick = field.closest("[data-quick]");
    clearTimeout(calm);
    if (!quick || !document.querySelector("[data-least]")) { whole(form); return; }
    stop.abort();
    least(form, quick.dataset.quick);
    calm = setTimeout(() => whole(form), 200);
  };
  // A part that came too late for the page is asked for again.
  const again = (form) => {
    if (document.querySelector("[data-again]")) setTimeout(() => whole(form), 3000);
  };

  // The list of editions becomes a slider; the list stays for those who prefer it.
  const slider = (select) => {
    const range = document.createElement("input");
    range.type = "range";
    range.min = 0;
    range.max = select.options.length - 1;
    range.value = select.selectedIndex;
    range.setAttribute("aria-label", "As known on, edition by edition");
    const say = () => range.setAttribute("aria-valuetext", select.options[select.selectedIndex].text);
    say();
    range.addEventListener("input", () => {
      select.selectedIndex = Number(range.value);
      say();
      select.dispatchEvent(new Event("input", { bubbles: true }));
    });
    select.addEventListener("input", () => { range.value = select.selectedIndex; say(); });
    select.after(range);
  };

  for (const form of document.querySelectorAll("form[data-live]")) {
    document.documentElement.classList.add("live");
    for (const select of form.querySelectorAll("select[data-slider]")) slider(select);
    form.addEventListener("submit", (event) => { event.preventDefault(); whole(form); });
    again(form);
  }
  document.addEventListener("input", ({ target }) => {
    if (!target.form || !target.form.matches("[data-live]")) return;
    const output = target.id && document.querySelector(`output[for="${target.id}"]`);
    if (output) output.textContent = target.value + (output.dataset.unit || "");
    // Whoever moves a limit means it to count.
    const box = target.type === "range" && target.parentElement.querySelector(".switch input");
    if (box) box.checked = box.name.startsWith("use_");
    changed(target.form, target);
  });

  // The citation with its address in full, for whoever writes.
  if (navigator.clipboard) document.documentElement.classList.add("clipboard");
  document.addEventListener("click", async ({ target }) => {
    if (!target.matches(".copy")) return;
    const cite = target.closest(".cite").cloneNode(true);
    const address = cite.querySelector("a").href;
    cite.querySelectorAll("a, button, strong").forEach((part) => part.remove());
    await navigator.clipboard.writeText(`${cite.textContent.replace(/\s+/g, " ").trim()} ${address}`);
    target.textContent = "Copied";
  });

  // A chart comes alive when someone points at it: the same specification, drawn by Vega here.
  let loading;
  const vega = () => loading ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = vegaAddress;
    script.type = "module";
    script.addEventListener("load", () => resolve(window.vegaEmbed));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  const enliven = async (figure) => {
    if (figure.dataset.alive) return;
    figure.dataset.alive = "yes";
    const image = figure.querySelector("img");
    const narrow = matchMedia("(max-width: 640px)").matches ? "&narrow=1" : "";
    const look = matchMedia("(prefers-color-scheme: dark)").matches ? "&look=dark" : "";
    const [embed, spec] = await Promise.all([
      vega(),
      fetch(figure.dataset.spec + (figure.dataset.spec.includes("?") ? "" : "?") + narrow + look).then((r) => r.json()),
    ]);
    const target = document.createElement("div");
    target.className = "vega";
    await embed(target, spec, {
      actions: false, ast: true, renderer: "svg", defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
    const drawn = target.querySelector("svg");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", image.alt);
    figure.querySelector("picture").replaceWith(target);
  };
  document.addEventListener("pointerover", (event) => {
    const figure = event.target.closest && event.target.closest("figure[data-spec]");
    if (figure) enliven(figure).catch(() => { /* the picture stays */ });
  });
})();
