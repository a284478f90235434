"use strict";
/* The script of an edition: which columns are shown, and a search that folds Arabic as Hashiya does.
   It fetches nothing but the data of its own edition, and works from file:// too. */
const hashiya = (() => {
  const T = /*TABLES*/ {};
  const L = /*LABELS*/ {};

  /* Folding: as viewer/core/language/arabic.py and viewer/core/search/spellings.py */
  const notLetter = T.marks + T.tatweel;
  const between = notLetter + T.controls;
  const letter = `(?:(?![${notLetter}])[\\p{L}\\p{N}])`;
  const WORD = `${letter}+(?:[${between}]+${letter}+)*(?:[${T.tatweel}]*[${T.marks}]+)*`;
  const DROP = new RegExp(`[${between}]+`, "gu");
  const SPECIAL = new RegExp(`[${T.special}]`, "gu");
  const ARABIC = /^[\u0621-\u064a]+$/;
  const PAIRS = Object.fromEntries(T.pairs.match(/../gsu).map((two) => [two[0], two[1]]));
  const VARIANT = new RegExp(`[${Object.keys(PAIRS).join("")}]`, "gu");
  const UNEVEN = new RegExp(T.uneven, "u");
  const LAST = new RegExp(T.last, "u");
  const HUNDRED = new RegExp(T.hundred, "gu");
  const LONG = new RegExp(T.long, "gu");
  const PRONOUNS = new Set(T.pronouns);

  const simple = (text) => text.replace(VARIANT, (each) => PAIRS[each]).toLowerCase();
  const letters = (text) => text.replace(DROP, "");
  const fold = (text) => simple(letters(text).replace(SPECIAL, plain));
  const mapped = (text, table) => [...text].map((each) => table[each] ?? each).join("");

  function plain(each) {
    if (each in T.odd) return T.odd[each];
    if ((each >= "\ufb50" && each <= "\ufefc") || (each >= "\uff01" && each <= "\uff5e")
        || each === "ª" || each === "º") {
      const normal = each.normalize("NFKC");
      return normal === each ? each : fold(normal);
    }
    return simple(letters(each.toLowerCase().normalize("NFD")));
  }

  function* spelled(word) {
    yield word.replaceAll(T.alefMark, "");
    const kept = mapped(word, T.small);
    if (!word.includes(T.alefMark) && kept === word) return;
    const bare = [...kept].filter((each) => T.kept.includes(each) || letters(each)).join("");
    const asAlef = (found, at) =>
      found === `ى${T.alefMark}` && at + found.length === bare.length ? "ى" : "ا";
    yield bare.replace(LONG, asAlef);
    yield bare.replace(LONG, (found, at) => (found[0] === "و" ? "وا" : asAlef(found, at)));
  }

  function keys(word) {
    const found = [fold(word)];
    const written = word.normalize("NFC");
    if (!UNEVEN.test(written)) return found;
    for (const each of spelled(written)) {
      const bare = letters(each.replace(/[\u0654\u0655]/g, "ء")).replace(HUNDRED, "$1مئ");
      found.push(fold(bare));
      for (const last of [bare, bare.replace(LAST, "يء")]) {
        found.push(fold(mapped(mapped(last, T.alefs), T.seats)), fold(mapped(last, T.hamzas)));
      }
    }
    return [...new Set(found)];
  }

  /* Which words are forms of which: decided by Hashiya when it wrote the edition */
  const longer = new Map();
  let finals = {};
  const met = new Map();

  function words(data) {
    finals = data.finals;
    for (const line of data.longer.split("\n")) {
      const [form, ...told] = line.split(" ");
      const all = [];
      for (let n = 0; n + 2 < told.length; n += 3) all.push([+told[n], +told[n + 1], told[n + 2]]);
      longer.set(form, all);
    }
  }

  function known(token) {
    let found = met.get(token);
    if (!found) {
      found = { folded: fold(token), keys: keys(token), bare: letters(token) };
      met.set(token, found);
    }
    return found;
  }

  /* What a word without its prefix and suffix may be when it stands alone */
  function variants(rest, article) {
    const found = [rest];
    if (rest.endsWith("ت")) found.push(`${rest.slice(0, -1)}ه`);
    if (rest.endsWith("ا")) found.push(`${rest.slice(0, -1)}ي`);
    if (rest.endsWith("و")) found.push(`${rest}ا`);
    if (article && rest.startsWith("ل")) found.push(`ا${rest}`, `ال${rest}`);
    return found;
  }

  /* A word of a query: whether a word of a text is meant by it */
  function asked(typed, wide) {
    const own = known(typed);
    const arabic = ARABIC.test(own.folded);
    const other = arabic ? finals[own.bare] ?? "" : "";
    const answers = new Map();
    const sameEnd = (form, suffix) =>
      !other || (suffix ? other !== "ى" || !PRONOUNS.has(own.folded) : form.bare.at(-1) !== other);
    const bare = keys(own.bare); // prefixes and suffixes are written to a word without its marks
    const shares = (all) => all.some((key) => own.keys.includes(key));
    function means(token) {
      const form = known(token);
      if (shares(form.keys)) return sameEnd(form, 0);
      return wide && arabic && (longer.get(form.folded) ?? []).some(([before, behind, base]) => {
        if (behind === 1 && form.folded.endsWith("ه") && form.bare.endsWith("ة")) return false;
        const seam = behind ? form.folded.at(-behind - 1) : "";
        if (seam && own.bare.endsWith("ة") && seam !== "ت") return false;
        if (seam === "ا" && own.bare.endsWith("ي")) return false;
        const cut = (key, article) => variants(key.slice(before, key.length - behind), article);
        const same = base === own.folded;
        return (same || isOther(base, cut(form.folded)))
          && form.keys.some((key) => cut(key, same).some((each) => bare.includes(each)))
          && sameEnd(form, behind);
      });
    }
    /* The base that is believed is the word in another spelling */
    function isOther(base, bases) {
      return own.folded.length >= T.sure && !bases.includes(own.folded) && bases.includes(base);
    }
    const start = own.folded;
    return (token, open) => {
      if (open) return known(token).folded.startsWith(start);
      if (!answers.has(token)) answers.set(token, means(token));
      return answers.get(token);
    };
  }

  /* A ligature of an honorific is several words */
  const several = (token) => {
    const folded = known(token).folded;
    return /\s/.test(folded) ? folded.split(/\s+/) : [token];
  };

  /* "a phrase" word -without begin* : every part must be in a paragraph */
  function parse(query, wide) {
    const parts = [];
    for (const [, minus, phrase, one] of query.matchAll(/(-?)(?:["“”«»„]([^"“”«»„]*)["“”«»„]?|(\S+))/gu)) {
      const run = [];
      for (const found of (phrase ?? one).matchAll(new RegExp(`(${WORD})(\\*?)`, "gu"))) {
        for (const typed of several(found[1])) {
          const test = asked(typed, wide);
          run.push((token) => test(token, found[2]));
        }
      }
      if (run.length) parts.push({ minus, run });
    }
    return parts;
  }

  /* The spans of a paragraph that are hits: [start, end) in UTF-16 units, in order */
  function hits(text, parts) {
    const tokens = [];
    for (const { 0: token, index } of text.matchAll(new RegExp(WORD, "gu"))) {
      for (const word of several(token)) tokens.push([word, index, index + token.length]);
    }
    const found = new Map();
    for (const { minus, run } of parts) {
      let any = false;
      for (let at = 0; at + run.length <= tokens.length; at += 1) {
        if (!run.every((test, n) => test(tokens[at + n][0]))) continue;
        any = true;
        const [start, end] = [tokens[at][1], tokens[at + run.length - 1][2]];
        if (!minus) found.set(`${at} ${run.length}`, [start, end]);
      }
      if (any === Boolean(minus)) return [];
    }
    return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  /* The texts: scripts of their own in a folder, the page itself in a single file */
  const texts = [];
  const add = (...more) => texts.push(...more);
  const base = document.body?.dataset.base ?? "";
  let loading = null;

  function script(name) {
    return new Promise((done, failed) => {
      const made = document.createElement("script");
      made.src = base + name;
      made.onload = done;
      made.onerror = () => failed(new Error(name));
      document.head.append(made);
    });
  }

  function lineOf(paragraph) {
    const copy = paragraph.cloneNode(true);
    copy.querySelectorAll(".ref, .marker").forEach((each) => each.remove());
    copy.querySelectorAll("br").forEach((each) => each.replaceWith("\n"));
    copy.querySelectorAll("td + td").forEach((each) => each.before("\t"));
    return copy.textContent;
  }

  function load() {
    const parts = +(document.body.dataset.parts ?? 0);
    loading ??= (async () => {
      const data = document.getElementById("words");
      if (data) {
        words(JSON.parse(data.textContent));
        for (const text of document.querySelectorAll("article.text")) add(fromPage(text));
      } else {
        await script("data/words.js");
        for (let n = 1; n <= parts; n += 1) await script(`data/${n}.js`);
      }
    })();
    return loading;
  }

  function fromPage(text) {
    const rows = [];
    for (const row of text.querySelectorAll(".row")) {
      const sides = [];
      for (const cell of row.querySelectorAll("[data-side]")) {
        sides[+cell.dataset.side] = [...cell.querySelectorAll(".line")].map(lineOf);
      }
      rows[+row.dataset.row] = sides;
    }
    return { id: text.id, ways: text.dataset.ways.split(" "), rows };
  }

  async function find(query, wide) {
    const parts = parse(query, wide);
    if (!parts.some((each) => !each.minus)) return [];
    await load();
    const found = [];
    for (const { id, ways, rows } of texts) {
      rows.forEach((sides, row) => sides.forEach((lines, side) => lines?.forEach((line) => {
        const spans = hits(line, parts);
        if (spans.length) found.push({ id, row, side, way: ways[side] ?? "auto", line, spans });
      })));
    }
    return found;
  }

  /* What is seen */
  const AT_ONCE = 100;
  const AROUND = 90;
  const told = (number) => number.toLocaleString(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en");

  function kept(name, value) {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch { /* a browser may forbid it to a file */ }
    return null;
  }

  function columns() {
    const choice = document.getElementById("columns");
    if (!choice) return;
    choice.hidden = false;
    const show = (which) => { document.body.dataset.show = which; };
    const before = choice.querySelector(`[value="${kept("columns") === "a" ? "a" : kept("columns") === "t" ? "t" : "both"}"]`);
    before.checked = true;
    show(before.value);
    choice.addEventListener("change", (event) => {
      show(event.target.value);
      kept("columns", event.target.value);
    });
  }

  function snippet(hit) {
    const made = document.createElement("span");
    made.dir = hit.way;
    let at = Math.max(0, hit.spans[0][0] - AROUND);
    const end = Math.min(hit.line.length, Math.max(at + 3 * AROUND, hit.spans[0][1]));
    if (at) at = hit.line.indexOf(" ", at) + 1 || at;
    if (at > hit.spans[0][0]) [at] = hit.spans[0];
    if (at) made.append("… ");
    for (const [start, stop] of hit.spans) {
      if (start < at || stop > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = hit.line.slice(start, stop);
      made.append(hit.line.slice(at, start), mark);
      at = stop;
    }
    made.append(hit.line.slice(at, end), end < hit.line.length ? " …" : "");
    return made;
  }

  function listed(found, query) {
    const list = document.createDocumentFragment();
    let group = null;
    let last = null;
    for (const hit of found) {
      const entry = document.querySelector(`.contents a[data-text="${hit.id}"]`);
      if (hit.id !== last) {
        const head = document.createElement("h2");
        head.append(...[...entry.childNodes].map((each) => each.cloneNode(true)));
        group = document.createElement("ul");
        list.append(head, group);
        last = hit.id;
      }
      const item = document.createElement("li");
      const link = document.createElement("a");
      const [page] = entry.getAttribute("href").split("#");
      link.href = page ? `${page}?q=${encodeURIComponent(query)}#${hit.id}-${hit.row}` : `#${hit.id}-${hit.row}`;
      link.append(snippet(hit));
      item.append(link);
      group.append(item);
    }
    return list;
  }

  function searching() {
    const form = document.getElementById("search");
    const out = document.getElementById("found");
    if (!form || !out) return;
    form.hidden = false;
    const [query, wide, state] = ["query", "wide", "state"].map((id) => document.getElementById(id));
    async function run() {
      const typed = query.value.trim();
      out.replaceChildren();
      state.textContent = typed ? L.searching : "";
      if (!typed) return;
      let found;
      try {
        found = await find(typed, wide.checked);
      } catch {
        state.textContent = L.missing;
        return;
      }
      const count = found.reduce((sum, hit) => sum + hit.spans.length, 0);
      const where = new Set(found.map((hit) => hit.id)).size;
      state.textContent = count ? L.counts.replace("%1", told(count)).replace("%2", told(where)) : L.none;
      paint(found, typed);
      show(found, typed, 0);
    }
    function show(found, typed, from) {
      out.append(listed(found.slice(from, from + AT_ONCE), typed));
      if (found.length <= from + AT_ONCE) return;
      const more = document.createElement("button");
      more.type = "button";
      more.textContent = L.more;
      more.addEventListener("click", () => { more.remove(); show(found, typed, from + AT_ONCE); });
      out.append(more);
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
    const given = new URLSearchParams(location.search).get("q");
    if (given) { query.value = given; run(); }
  }

  /* Mark the words of a search in the text that it led to, without touching the text */
  function paint(found, query) {
    if (!window.Highlight || !CSS.highlights) return;
    const parts = parse(query, true);
    const ranges = [];
    for (const paragraph of document.querySelectorAll(".text .line")) {
      const nodes = [];
      const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest(".ref, .marker") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      for (let at = 0; walk.nextNode(); at += walk.currentNode.length) nodes.push([walk.currentNode, at]);
      for (const [start, end] of hits(nodes.map(([node]) => node.data).join(""), parts)) {
        const range = new Range();
        const place = (to) => nodes.findLast(([, at]) => at <= to);
        const [first, last] = [place(start), place(end - 1)];
        range.setStart(first[0], start - first[1]);
        range.setEnd(last[0], end - last[1]);
        ranges.push(range);
      }
    }
    CSS.highlights.set("hit", new Highlight(...ranges));
  }

  async function arrive() {
    const query = new URLSearchParams(location.search).get("q");
    if (!query || document.getElementById("found") || !document.querySelector(".text")) return;
    try { await script("data/words.js"); } catch { /* then by spelling alone */ }
    paint(null, query);
  }

  document.addEventListener("DOMContentLoaded", () => { columns(); searching(); arrive(); });
  return { add, words, find, fold, keys };
})();
