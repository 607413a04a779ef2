/** Which of several texts somebody reads. */
import type { AnnouncementText } from "@estate/sdk";

/** The text in the first of some languages that has one; else the first text. */
export function textFor(
  texts: readonly AnnouncementText[],
  languages: readonly (AnnouncementText["language"] | undefined)[],
): AnnouncementText | undefined {
  for (const language of languages) {
    const found = texts.find((it) => it.language === language);
    if (found !== undefined) return found;
  }
  return texts[0];
}
