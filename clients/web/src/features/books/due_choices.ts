/** When a charge that is raised by hand falls due, in days that people choose from. */

/** In so many days, or on the first of the next month or year. */
export const dueChoices = ["today", "week", "fortnight", "month", "first", "january"] as const;
/** One of them. */
export type DueChoice = (typeof dueChoices)[number];

/** The day, as YYYY-MM-DD, as of today. */
export function dueOn(choice: DueChoice, today: string): string {
  const [year = 0, month = 1, number = 1] = today.split("-").map(Number);
  const day = (y: number, m: number, d: number) =>
    new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  switch (choice) {
    case "today":
      return today;
    case "week":
      return day(year, month - 1, number + 7);
    case "fortnight":
      return day(year, month - 1, number + 14);
    case "month":
      return day(year, month - 1, number + 30);
    case "first":
      return day(year, month, 1);
    case "january":
      return day(year + 1, 0, 1);
  }
}
