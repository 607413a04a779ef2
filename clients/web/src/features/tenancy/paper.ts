/** Letters and notices of the law as one list. */
import type { ListedLetter, ListedStatutoryNotice } from "@estate/sdk";

/** One of them. */
export interface Paper {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly writtenOn: string;
  readonly isNotice: boolean;
  readonly isWithdrawn: boolean;
}

/** Both kinds, newest first. */
export function papersOf(
  letters: readonly ListedLetter[],
  notices: readonly ListedStatutoryNotice[],
): readonly Paper[] {
  return [
    ...letters.map((it) => ({
      id: it.id,
      number: it.number,
      title: it.subject,
      writtenOn: it.written_on,
      isNotice: false,
      isWithdrawn: it.withdrawal !== null,
    })),
    ...notices.map((it) => ({
      id: it.id,
      number: it.number,
      title: it.number,
      writtenOn: it.written_on,
      isNotice: true,
      isWithdrawn: it.withdrawal !== null,
    })),
    // Ids are in the order of time.
  ].sort((one, other) => one.id < other.id ? 1 : -1);
}
