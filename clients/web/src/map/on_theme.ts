/** Light and dark come by what a person chooses in the app, and by what their phone says. */

/** Calls `changed` after either; gives what ends it. */
export function onTheme(changed: () => void): () => void {
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const phone = matchMedia("(prefers-color-scheme: dark)");
  phone.addEventListener("change", changed);
  return () => {
    chosen.disconnect();
    phone.removeEventListener("change", changed);
  };
}
