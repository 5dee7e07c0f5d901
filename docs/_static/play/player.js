// Shows figures that move with buttons: play and pause, one frame back and on. The figures are in films.js, animated by CSS.
// An element with the attribute data-film names one; what is in it is shown where there are no scripts.
"use strict";

const player = (() => {
  function made(tag, attributes, text = "") {
    const found = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
    found.textContent = text;
    return found;
  }

  function show(box) {
    const name = box.dataset.film;
    box.innerHTML = films[name];
    const svg = box.querySelector("svg");
    const [frames, pause] = [Number(svg.dataset.frames), Number(svg.dataset.pause)];
    const running = () => svg.getAnimations({ subtree: true });
    const still = () => running().length === 0; // the reader prefers reduced motion: frames are then shown one by one
    let playing = !still();
    let at = 0; // the frame, while it does not play

    const controls = made("p", { class: "controls" });
    const back = made("button", { type: "button", "aria-label": "Previous frame" }, "\u25c0");
    const run = made("button", { type: "button" });
    const next = made("button", { type: "button", "aria-label": "Next frame" }, "\u25b6");
    const where = made("span", { "aria-live": "polite" });
    controls.append(back, run, next, where);
    box.append(controls);

    const now = () => {
      const [first] = running();
      return first ? Math.floor(((first.currentTime || 0) % (frames * pause)) / pause) : at;
    };

    // Each element that is not always there is named by the first frame that shows it, and by the one after the last.
    function put(k) {
      at = (k + frames) % frames;
      for (const animation of running()) {
        animation.pause();
        animation.currentTime = (at + 0.5) * pause;
      }
      if (still()) {
        for (const group of svg.querySelectorAll("g[class]")) {
          const [start, end] = group.getAttribute("class").split("-").slice(-2).map(Number);
          group.style.visibility = start <= at && at < end ? "visible" : "hidden";
        }
      }
      where.textContent = `Frame ${at + 1} of ${frames}`;
    }

    function play(on) {
      if (on && !still()) {
        for (const animation of running()) animation.play();
        where.textContent = "";
      } else {
        put(playing ? now() : at);
      }
      playing = on && !still();
      run.textContent = playing ? "Pause" : "Play";
      run.disabled = still();
    }

    const step = (by) => {
      if (playing) play(false);
      put(at + by);
    };
    back.addEventListener("click", () => step(-1));
    next.addEventListener("click", () => step(1));
    run.addEventListener("click", () => play(!playing));
    if (still()) put(0);
    run.textContent = playing ? "Pause" : "Play";
    run.disabled = still();
    return { put, play, at: () => at };
  }

  const start = () => document.querySelectorAll("[data-film]").forEach(show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  return { show };
})();
