/** A sentence of the project: in the reader's words where there are some, else marked as English for who hears it. */
import { saidWords } from "./said_words.ts";

/** The sentence. */
export function Said({ sentence }: { readonly sentence: string }) {
  const words = saidWords(sentence);
  return <span {...(words === undefined ? { lang: "en" } : {})}>{words ?? sentence}</span>;
}
