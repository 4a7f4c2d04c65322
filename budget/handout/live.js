"use strict";
// What moves on the page: the percentile of a curve, the bar under the pointer, the
// order of a table. It reads what stands on the page and fetches nothing.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const H = 290, LEFT = 44, RIGHT = 16, TOP = 14, BOTTOM = 30;

  // width is that of the place, so that letters are as large as on the rest of the page.
  const width = (figure) => Math.max(280, Math.min(600, figure.clientWidth));

  function draw(parent, name, attributes, text) {
    const e = document.createElementNS(SVG, name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    if (text !== undefined) e.textContent = text;
    parent.append(e);
    return e;
  }

  function make(name, className, text) {
    const e = document.createElement(name);
    if (className) e.className = className;
    if (text !== undefined) e.textContent = text;
    return e;
  }

  const scale = (lo, hi, from, to) => (v) => from + (to - from) * (v - lo) / (hi - lo || 1);

  // at is the value of a curve at a probability, on the line between two points.
  function at(c, p) {
    let i = c.p.findIndex((q) => q >= p);
    if (i < 0) i = c.p.length - 1;
    if (i === 0 || c.p[i] === c.p[i - 1]) return c.x[i];
    return c.x[i - 1] + (c.x[i] - c.x[i - 1]) * (p - c.p[i - 1]) / (c.p[i] - c.p[i - 1]);
  }

  function curve(figure, c) {
    const W = width(figure);
    const box = make("div", "live");
    const svg = draw(box, "svg", {viewBox: `0 0 ${W} ${H}`, "aria-hidden": "true"});
    const ends = c.x.concat(c.marks.map((m) => m.x));
    const x = scale(Math.min(...ends), Math.max(...ends), LEFT, W - RIGHT);
    const y = scale(0, 1, H - BOTTOM, TOP);
    for (const p of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
      draw(svg, "line", {x1: LEFT, x2: W - RIGHT, y1: y(p), y2: y(p), class: "rule"});
      draw(svg, "text", {x: LEFT - 6, y: y(p) + 4, class: "tick end"}, Math.round(p * 100) + "%");
    }
    draw(svg, "polyline", {points: c.x.map((v, i) => `${x(v)},${y(c.p[i])}`).join(" "), class: "line"});
    const last = c.first + c.texts.length - 1;
    for (const [k, side] of [[c.first, "start"], [last, "end"]]) {
      draw(svg, "text", {x: x(at(c, k / 100)), y: H - 10, class: `tick ${side}`}, `P${k}: ${c.texts[k - c.first]}`);
    }
    for (const m of c.marks) {
      draw(svg, "line", {x1: x(m.x), x2: x(m.x), y1: TOP, y2: H - BOTTOM, stroke: m.color, class: "mark"});
    }
    const way = draw(svg, "polyline", {class: "way"});
    const dot = draw(svg, "circle", {r: 7, class: "dot"});
    const legend = make("p", "legend");
    for (const m of c.marks) {
      const key = make("span", "", m.name);
      key.style.borderColor = m.color;
      legend.append(key);
    }
    const label = make("label", "handle", c.label + " ");
    const range = make("input");
    Object.assign(range, {type: "range", min: c.first, max: last, step: 1});
    range.value = c.begin;
    const said = make("output");
    label.append(range, said);
    const show = () => {
      const k = Number(range.value), p = k / 100, v = at(c, p);
      said.textContent = `P${k}: ${c.texts[k - c.first]}`;
      range.setAttribute("aria-valuetext", said.textContent);
      way.setAttribute("points", `${LEFT},${y(p)} ${x(v)},${y(p)} ${x(v)},${H - BOTTOM}`);
      dot.setAttribute("cx", x(v));
      dot.setAttribute("cy", y(p));
    };
    range.addEventListener("input", show);
    const drag = (e) => {
      const r = svg.getBoundingClientRect();
      const p = (H - BOTTOM - (e.clientY - r.top) * H / r.height) / (H - BOTTOM - TOP);
      range.value = Math.round(p * 100);
      show();
    };
    svg.addEventListener("pointerdown", (e) => { svg.setPointerCapture(e.pointerId); drag(e); });
    svg.addEventListener("pointermove", (e) => { if (e.buttons) drag(e); });
    box.append(legend, label);
    show();
    put(figure, box);
  }

  function bars(figure, b) {
    const box = make("div", "live");
    const W = width(figure), row = 26, wide = Math.round(W * 0.46), letters = Math.floor(wide / 7.6), h = b.rows.length * row + 8;
    const svg = draw(box, "svg", {viewBox: `0 0 ${W} ${h}`, "aria-hidden": "true"});
    const x = scale(b.span[0], b.span[1], wide, W - RIGHT);
    const said = make("p", "said");
    b.rows.forEach((r, i) => {
      const g = draw(svg, "g", {class: "bar"});
      draw(g, "rect", {x: 0, y: 4 + i * row, width: W, height: row, class: "ground"});
      const name = r.label.length > letters ? r.label.slice(0, letters - 1) + "…" : r.label;
      draw(g, "text", {x: wide - 8, y: 4 + i * row + 17, class: "tick end"}, name);
      const order = Math.abs(r.ends[0]) > Math.abs(r.ends[1]) ? [0, 1] : [1, 0];
      for (const k of order) {
        const a = x(0), z = x(r.ends[k]);
        draw(g, "rect", {x: Math.min(a, z), width: Math.abs(z - a), y: 8 + i * row, height: row - 8, fill: b.tints[k]});
      }
      const show = () => {
        for (const o of svg.querySelectorAll(".on")) o.classList.remove("on");
        g.classList.add("on");
        said.textContent = `${r.label}: ${b.names[0]} ${r.texts[0]}, ${b.names[1]} ${r.texts[1]}`;
      };
      g.addEventListener("pointerenter", show);
      g.addEventListener("pointerdown", show);
      if (i === 0) show();
    });
    draw(svg, "line", {x1: x(0), x2: x(0), y1: 2, y2: h - 2, class: "zero"});
    const legend = make("p", "legend");
    b.names.forEach((n, k) => {
      const key = make("span", "", n);
      key.style.borderColor = b.tints[k];
      legend.append(key);
    });
    const list = make("ul", "unseen");
    for (const r of b.rows) list.append(make("li", "", `${r.label}: ${b.names[0]} ${r.texts[0]}, ${b.names[1]} ${r.texts[1]}`));
    box.append(legend, said, list);
    put(figure, box);
  }

  // put shows what moves in the place of the drawing, which stays for the printer.
  function put(figure, box) {
    figure.classList.add("moves");
    figure.append(box);
  }

  // sortable lets a table be put in the order of a column; totals stay at the end.
  function sortable(table) {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const text = (tr, i) => (tr.cells[i] ? tr.cells[i].textContent.trim() : "");
    const value = (tr, i) => (tr.cells[i] && tr.cells[i].dataset.v !== undefined ? Number(tr.cells[i].dataset.v) : NaN);
    heads.forEach((th, i) => {
      const button = make("button", "sort", th.textContent);
      button.type = "button";
      th.textContent = "";
      th.append(button);
      button.addEventListener("click", () => {
        const down = th.getAttribute("aria-sort") === "ascending";
        for (const h of heads) h.removeAttribute("aria-sort");
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows], sign = down ? -1 : 1;
        const totals = rows.filter((r) => r.classList.contains("total"));
        const others = rows.filter((r) => !r.classList.contains("total"));
        others.sort((a, b) => {
          const u = value(a, i), v = value(b, i);
          if (!Number.isNaN(u) && !Number.isNaN(v)) return sign * (u - v);
          if (Number.isNaN(u) !== Number.isNaN(v)) return Number.isNaN(u) ? 1 : -1; // without a number: last
          return sign * text(a, i).localeCompare(text(b, i), document.documentElement.lang, {numeric: true});
        });
        body.append(...others, ...totals);
      });
    });
  }

  for (const data of document.querySelectorAll("script.live-data")) {
    const chart = JSON.parse(data.textContent), figure = data.closest("figure");
    if (chart.curve) curve(figure, chart.curve);
    if (chart.bars) bars(figure, chart.bars);
  }
  for (const table of document.querySelectorAll("table:not(.plain)")) {
    if (table.tHead && table.tBodies[0].rows.length > 2) sortable(table);
  }
})();
