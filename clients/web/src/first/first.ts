/**
 * Stands in index.html itself, before everything that is fetched: begins at once what the app would ask for later, and shows the
 * first homes before the app is there. What it began session/early.ts takes over.
 */
import { isLowData } from "../offline/data_mode.ts";
import { firstView } from "./fill.ts";
import type { FirstTemplate } from "./template.ts";

/** Addresses that tools/first_screen.ts writes in: catalogues and templates by language, chunks by page. */
declare const __FIRST__: {
  readonly words: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  readonly pages: Readonly<Record<string, readonly string[]>>;
};

const { words, templates, pages } = __FIRST__;
const root = document.documentElement;
const said = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="estate-${name}"]`)?.content ?? "";
const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(`estate.${name}`);
  } catch {
    return null;
  }
};

const theme = kept("theme");
if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
let isLow = false;
try {
  isLow = isLowData();
} catch { /* No storage. */ }
root.dataset["data"] = isLow ? "low" : "full";

const chosen = kept("language") ?? "";
const language = chosen in words
  ? chosen
  : navigator.languages.map((it) => it.split("-")[0] ?? "").find((it) => it in words) ?? "en";

const { pathname, search } = location;
const page = pathname in pages ? pathname : pathname.startsWith("/l/") ? "/l/" : "";
for (const file of [words[language], ...pages[page] ?? []]) {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = `/${file}`;
  document.head.append(link);
}

// The browser says it once, perhaps before the app is there; asked is only who came back (session/use_install.ts).
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.estateInstall = event;
});

/** As the SDK asks for a plain search: its question must be the same to the letter. */
const pageSize = 20;
const plain = `listings?criteria=%7B%22purpose%22%3A%22rent%22%7D&sort_by=newest&limit=${pageSize}`;
const isSearch = page === "/search" && search === "";
const listing = /^\/l\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
const asked = isSearch ? plain : listing === undefined ? undefined : `listings/${listing}`;

if (asked !== undefined) {
  const project = said("project");
  const url = `${project}/functions/v1/catalogue/${asked}`;
  const answer = fetch(url);
  answer.catch(() => {});
  // Of somebody signed in the header is another: the app shows it.
  const template = isSearch && kept("user") === null ? templates[language] : undefined;
  const shown = template === undefined ? undefined : Promise.all([
    fetch(`/${template}`).then((it) => it.json() as Promise<FirstTemplate>),
    answer.then((it) => it.clone().json()),
  ]).then(([html, found]) => {
    const place = document.getElementById("app");
    const view = firstView(html, found, { project, pageSize, isLow, now: Date.now() });
    if (view === undefined || place === null || globalThis.estateMounted === true) return false;
    place.innerHTML = view;
    root.lang = language;
    // A link leads somewhere already. What needs the app is not to be typed into before it is there.
    for (const it of place.querySelectorAll<HTMLElement>("form, button, select")) it.inert = true;
    return true;
  }).catch(() => false);
  globalThis.estateEarly = { url, answer, ...(shown === undefined ? {} : { shown }) };
}
