/** How much of a page moved by itself, from its beginning. */

/** For the page's beginning: adds it up in `window.shift`. */
export const watchShift = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) window.shift += it.value;
  }).observe({ type: "layout-shift", buffered: true });
`;
