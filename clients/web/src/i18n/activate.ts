/**
 * Loads the words of a language and shows the app in them. Three sets: what visitors see, what is somebody's own, and the work; each
 * comes with the first screen that needs it.
 */
import { i18n, type Messages } from "@lingui/core";
import { type Language, languageOf } from "./languages.ts";
import type { WordSet } from "./word_sets.ts";

type Catalogue = { readonly messages: Messages };
const sets: Readonly<Record<WordSet, Record<string, () => Promise<Catalogue>>>> = {
  visitor: import.meta.glob<Catalogue>("./locales/*.po"),
  own: import.meta.glob<Catalogue>("./locales/own/*.po"),
  work: import.meta.glob<Catalogue>("./locales/work/*.po"),
};
const folders: Readonly<Record<WordSet, string>> = {
  visitor: "./locales",
  own: "./locales/own",
  work: "./locales/work",
};
const mark = "estate.language";

/** The sets that are wanted so far; another language comes with them. */
const wanted = new Set<WordSet>(["visitor"]);

/** What was chosen here, else what the phone prefers, else English. */
export function preferredLanguage(): Language {
  const chosen = languageOf(localStorage.getItem(mark));
  if (chosen !== undefined) return chosen;
  for (const tag of navigator.languages) {
    const language = languageOf(tag.split("-")[0]);
    if (language !== undefined) return language;
  }
  return "en";
}

/** Shows the app in `language`. Numbers are Nigerian English in each: browsers do not know the others. */
export async function activate(language: Language): Promise<void> {
  const loaded = await Promise.all(
    [...wanted].map((set) => sets[set][`${folders[set]}/${language}.po`]?.()),
  );
  const messages = Object.assign({}, ...loaded.map((it) => it?.messages)) as Messages;
  i18n.loadAndActivate({ locale: language, locales: ["en-NG"], messages });
  document.documentElement.lang = language;
}

/** Chooses, from now on. Where its words do not come, nothing is chosen: the app would not begin again without them. */
export async function chooseLanguage(language: Language): Promise<void> {
  await activate(language);
  localStorage.setItem(mark, language);
}

/** Sets that were asked for; what failed is asked for again. */
const asked = new Map<WordSet, Promise<void>>();

/** Waits for words that a screen needs. Screens that come at once wait for the same. */
export async function wordsOf(needed: readonly WordSet[]): Promise<void> {
  const missing = needed.filter((it) => !asked.has(it));
  if (missing.length > 0) {
    for (const it of missing) wanted.add(it);
    const loading = activate(languageOf(i18n.locale) ?? "en").catch((error) => {
      // The line may be away. Words of other screens are not lost with these.
      for (const it of missing) {
        wanted.delete(it);
        asked.delete(it);
      }
      throw error;
    });
    for (const it of missing) asked.set(it, loading);
  }
  await Promise.all(needed.map((it) => asked.get(it)));
}
