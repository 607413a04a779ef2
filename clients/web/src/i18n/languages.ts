/** The five languages, by their own names. */

/** Their codes, as profiles have them. */
export const languages = ["en", "pcm", "yo", "ha", "ig"] as const;

/** One of them. */
export type Language = (typeof languages)[number];

/** What each calls itself. */
export const ownName: Readonly<Record<Language, string>> = {
  en: "English",
  pcm: "Naijá (Pidgin)",
  yo: "Yorùbá",
  ha: "Hausa",
  ig: "Igbo",
};

/** Those whose words no native speaker has read yet: the language page says so. */
export const unread: ReadonlySet<Language> = new Set(["pcm", "yo", "ha", "ig"]);

/** `text` as a language, where it is one. */
export function languageOf(text: string | null | undefined): Language | undefined {
  return languages.find((it) => it === text);
}
