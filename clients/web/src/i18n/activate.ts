/**
 * Loads the words of a language and shows the app in them. Two sets: what visitors see, and the rest, which comes with the first
 * screen that is somebody's own.
 */
import { i18n, type Messages } from "@lingui/core";
import { type Language, languageOf } from "./languages.ts";

type Catalogue = { readonly messages: Messages };
const sets = {
  visitor: import.meta.glob<Catalogue>("./locales/*.po"),
  own: import.meta.glob<Catalogue>("./locales/own/*.po"),
} as const;
const folders = { visitor: "./locales", own: "./locales/own" } as const;
const mark = "estate.language";

/** The sets that are wanted so far; another language comes with them. */
const wanted = new Set<keyof typeof sets>(["visitor"]);

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

/** Chooses, from now on. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(mark, language);
  await activate(language);
}

/** Addresses whose screens are made of visitors' words alone. */
const visitors = /^\/(search|l\/[^/]+|sign-in|saved)?\/?$/;

/** The rest of the words, once they were asked for. */
let rest: Promise<void> | undefined;

/** Before a screen is shown: the rest of the words, where it needs them. Screens that come at once wait for the same. */
export async function wordsFor(pathname: string): Promise<void> {
  if (!visitors.test(pathname)) await restOfWords();
}

/** The rest of the words. */
export async function restOfWords(): Promise<void> {
  wanted.add("own");
  rest ??= activate(languageOf(i18n.locale) ?? "en").catch((error) => {
    // The line may be away: asked for again with the next screen.
    wanted.delete("own");
    rest = undefined;
    throw error;
  });
  await rest;
}
