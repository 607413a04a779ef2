/**
 * Loads the words of a language and shows the app in them. Three sets: what visitors see, what is somebody's own, and the work; each
 * comes with the first screen that needs it.
 */
import { i18n, type Messages } from "@lingui/core";
import { type Language, languageOf } from "./languages.ts";
import { wordOrder } from "./word_order.ts";
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

const words = wordOrder<Language, WordSet, Messages>("visitor", {
  load: async (language, set) =>
    (await sets[set][`${folders[set]}/${language}.po`]?.())?.messages ?? {},
  show(language, come) {
    // Numbers are Nigerian English in each: browsers do not know the others.
    i18n.loadAndActivate({
      locale: language,
      locales: ["en-NG"],
      messages: Object.assign({}, ...come),
    });
    document.documentElement.lang = language;
  },
});

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

/** Shows the app in `language`. */
export const activate = words.choose;

/** Chooses, from now on. Where its words do not come, nothing is chosen: the app would not begin again without them. */
export async function chooseLanguage(language: Language): Promise<void> {
  await activate(language);
  localStorage.setItem(mark, language);
}

/** Waits for words that a screen needs. */
export const wordsOf = words.need;
