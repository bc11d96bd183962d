// Partial updates and live charts. Every page works without this file.
(() => {
  "use strict";
  const vegaAddress = document.currentScript.dataset.vega;

  // A form marked data-live asks its question again as its fields change, and swaps the answer in.
  const wait = (ms, act) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, ms); };
  };
  let latest = 0;
  const ask = async (form) => {
    const query = new URLSearchParams(new FormData(form));
    for (const [key, value] of [...query]) if (value === "") query.delete(key);
    const address = `${form.getAttribute("action") || location.pathname}?${query}`;
    const mine = ++latest;
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (mine !== latest) return;
    const next = new DOMParser().parseFromString(text, "text/html");
    if (!answer.ok) {
      const message = next.querySelector(".error");
      const place = form.querySelector(".refused");
      if (message && place) place.textContent = message.textContent.trim();
      return;
    }
    const place = form.querySelector(".refused");
    if (place) place.textContent = "";
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = next.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    const cite = document.querySelector(".cite"), freshCite = next.querySelector(".cite");
    if (cite && freshCite) cite.replaceWith(freshCite);
    document.title = next.title;
    history.replaceState(null, "", address);
    document.dispatchEvent(new CustomEvent("answered"));
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
    form.classList.add("live");
    for (const select of form.querySelectorAll("select[data-slider]")) slider(select);
    const soon = wait(30, () => ask(form));
    form.addEventListener("input", (event) => {
      const output = event.target.id && form.querySelector(`output[for="${event.target.id}"]`);
      if (output) output.textContent = event.target.value + (output.dataset.unit || "");
      soon();
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); ask(form); });
  }

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
