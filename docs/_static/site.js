// What is wider than its column scrolls in a region of its own, which the keyboard can reach.
"use strict";
(() => {
  // The theme's captions are headings that do not say their level.
  const level = () => {
    for (const one of document.querySelectorAll(".caption[role=heading]:not([aria-level])")) {
      one.setAttribute("aria-level", "2");
    }
    for (const one of document.querySelectorAll(".citation-list[role=list]")) {
      one.removeAttribute("role"); // its entries are no list items
    }
  };
  const reach = () => {
    for (const one of document.querySelectorAll(".scrolls, .table-wrapper, div.highlight > pre, article pre")) {
      if (one.scrollWidth > one.clientWidth) {
        one.tabIndex = 0;
        if (!one.hasAttribute("role")) {
          one.setAttribute("role", "region");
          one.setAttribute("aria-label", one.tagName === "PRE" ? "code, scrolls sideways" : "scrolls sideways");
        }
      }
    }
  };
  document.addEventListener("DOMContentLoaded", level);
  document.addEventListener("DOMContentLoaded", reach);
  window.addEventListener("load", reach);
  window.addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
})();
