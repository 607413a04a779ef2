/** Loads the words of a language and shows the app in them. */
import { i18n, type Messages } from "@lingui/core";
import { type Language, languageOf } from "./languages.ts";

const catalogues = import.meta.glob<{ messages: Messages }>("./locales/*.po");
const mark = "estate.language";

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
  const catalogue = await catalogues[`./locales/${language}.po`]?.();
  if (catalogue === undefined) return;
  i18n.loadAndActivate({ locale: language, locales: ["en-NG"], messages: catalogue.messages });
  document.documentElement.lang = language;
}

/** Chooses, from now on. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(mark, language);
  await activate(language);
}
