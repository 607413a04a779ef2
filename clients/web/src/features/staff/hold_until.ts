/** Until when something is held. */

/** The instant so many days from now. */
export const holdUntil = (days: number, now = Date.now()): string =>
  new Date(now + days * 86_400_000).toISOString();
