/** What is being done with a rental record. */
export const recordActs = ["ask", "look"] as const;
/** One of them. */
export type RecordAct = (typeof recordActs)[number];
