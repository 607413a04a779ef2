/** The reports of an organization: their names in the address, and which of them are about some days. */
export const reportNames = [
  "rent-roll",
  "collections",
  "ageing",
  "owner-statement",
  "service-charges",
  "platform-fees",
] as const;
/** One of them. */
export type ReportName = (typeof reportNames)[number];

/** Those that say how it stands today, not what happened in a time. */
export const isOfToday = (name: ReportName): name is "rent-roll" | "ageing" =>
  name === "rent-roll" || name === "ageing";

/** Whether a word of the address is a report. */
export const isReport = (word: string): word is ReportName =>
  (reportNames as readonly string[]).includes(word);
