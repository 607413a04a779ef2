/** What may be said of a reported payment. */
export const decisions = ["confirm", "ask", "reject"] as const;
/** One of them. */
export type Decision = (typeof decisions)[number];
