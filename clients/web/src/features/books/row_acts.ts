/** What may be said of a row of a statement beside what is proposed: which charges it pays, or that it is none of ours. */
export const rowActs = ["book", "dismiss"] as const;
/** One of them. */
export type RowAct = (typeof rowActs)[number];
