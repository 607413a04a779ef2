/** A text in several languages, of which English or the first one is read by whoever has none in their own. */
import { type Language, languages } from "../../i18n/languages.ts";

/** A headline and what stands under it. */
export interface WrittenText {
  readonly title: string;
  readonly body: string;
}

/** By language, as far as they are written. */
export type WrittenTexts = { readonly [language in Language]?: WrittenText };

const nothing: WrittenText = { title: "", body: "" };

/** The text in a language; empty where there is none. */
export const textIn = (texts: WrittenTexts, language: Language): WrittenText =>
  texts[language] ?? nothing;

const isEmpty = ({ title, body }: WrittenText) => title.trim() === "" && body.trim() === "";

/** Those in which anything is written, in the order of languages. */
export const writtenIn = (texts: WrittenTexts): readonly Language[] =>
  languages.filter((it) => !isEmpty(textIn(texts, it)));

/** What goes out: without the languages in which nothing is written. */
export function finished(texts: WrittenTexts): WrittenTexts {
  return Object.fromEntries(
    writtenIn(texts).map((it) => {
      const { title, body } = textIn(texts, it);
      return [it, { title: title.trim(), body: body.trim() }];
    }),
  );
}

/** The first language whose text cannot go out, and which part of it; undefined: all may. */
export function unfinished(
  texts: WrittenTexts,
  least: { readonly title: number; readonly body: number },
): { readonly language: Language; readonly field: "title" | "body" } | undefined {
  const written = writtenIn(texts);
  for (const language of written.length === 0 ? ["en" as const] : written) {
    const { title, body } = textIn(texts, language);
    if (title.trim().length < least.title) return { language, field: "title" };
    if (body.trim().length < least.body) return { language, field: "body" };
  }
  return undefined;
}

/** The language of the text that somebody reads who speaks `language`. */
export function readIn(texts: WrittenTexts, language: Language): Language | undefined {
  const written = writtenIn(texts);
  return written.includes(language) ? language : written[0];
}

/** The text that the project refuses, of a field such as texts.en.title; undefined: it refuses something else. */
export function refusedText(
  field: string | undefined,
): { readonly language: Language; readonly field: "title" | "body" } | undefined {
  const [, named, of] = /^texts\.([a-z]+)\.(title|body)$/.exec(field ?? "") ?? [];
  const language = languages.find((it) => it === named);
  return language === undefined || (of !== "title" && of !== "body")
    ? undefined
    : { language, field: of };
}
