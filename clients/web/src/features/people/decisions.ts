/** What may be said of an application. */
export const decisions = ["shortlist", "decline", "offer"] as const;
/** One of them. */
export type Decision = (typeof decisions)[number];
