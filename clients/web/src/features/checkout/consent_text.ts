/** Which text is shown to somebody who agrees. */
import type { ConsentText } from "@estate/sdk";

/** The newest in their language; English where there is none in it. */
export function consentTextFor(
  texts: readonly ConsentText[],
  language: string,
): ConsentText | undefined {
  const newest = (of: string) =>
    texts.filter((it) => it.language === of)
      .toSorted((one, other) => one.version < other.version ? 1 : -1)[0];
  return newest(language) ?? newest("en");
}
