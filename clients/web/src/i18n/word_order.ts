/**
 * Words come in sets, each for each language, and at different times: of what was chosen last, whatever comes last. What is
 * asked for while another language is on its way comes in that one.
 */

/** Where they come from, and where they are shown. */
export interface WordPlaces<Language, Name, Words> {
  load(language: Language, set: Name): Promise<Words>;
  show(language: Language, sets: readonly Words[]): void;
}

/** Sets of words, of which `first` is wanted from the beginning. */
export function wordOrder<Language, Name, Words>(
  first: Name,
  { load, show }: WordPlaces<Language, Name, Words>,
) {
  const wanted = new Set([first]);
  const come = new Map<Language, Map<Name, Words>>();
  let chosen: Language | undefined;
  let shown: Language | undefined;
  /** Sets that were asked for; what failed is asked for again. */
  const asked = new Map<Name, Promise<void>>();

  async function bring(language: Language): Promise<void> {
    const mine = come.get(language) ?? new Map<Name, Words>();
    come.set(language, mine);
    await Promise.all([...wanted].map(async (set) => {
      if (!mine.has(set)) mine.set(set, await load(language, set));
    }));
    if (language !== chosen) return;
    shown = language;
    show(language, [...mine.values()]);
  }

  /** Shows `language` once its words are there. Where they do not come, the one that is shown stays. */
  async function choose(language: Language): Promise<void> {
    chosen = language;
    try {
      await bring(language);
    } catch (error) {
      if (chosen === language) chosen = shown;
      throw error;
    }
  }

  /** Waits for sets that a screen needs, in the language that is shown then. Screens that come at once wait for the same. */
  async function need(sets: readonly Name[]): Promise<void> {
    const missing = sets.filter((it) => it !== first && !asked.has(it));
    if (missing.length > 0) {
      for (const it of missing) wanted.add(it);
      const loading = bringChosen().catch((error) => {
        // The line may be away. Words of other screens are not lost with these.
        for (const it of missing) {
          wanted.delete(it);
          asked.delete(it);
        }
        throw error;
      });
      for (const it of missing) asked.set(it, loading);
    }
    await Promise.all(sets.map((it) => asked.get(it)));
  }

  async function bringChosen(): Promise<void> {
    let brought: Language | undefined;
    while (chosen !== undefined && brought !== chosen) await bring(brought = chosen);
  }

  return { choose, need };
}
