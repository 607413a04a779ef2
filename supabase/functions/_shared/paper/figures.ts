/** Amounts and days as they stand on papers, the same on every machine. */

/** Such as ₦1,200,000.00; a minus sign in front of what is taken back. */
export function naira(kobo: number): string {
  const positive = Math.abs(kobo);
  const whole = String(Math.trunc(positive / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${kobo < 0 ? "−" : ""}₦${whole}.${String(positive % 100).padStart(2, "0")}`;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Such as 26 November 2026, of 2026-11-26. */
export function longDay(date: string): string {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

/** Such as 26 Nov 2026, of 2026-11-26. */
export function shortDay(date: string): string {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]?.slice(0, 3)} ${year}`;
}

/** Such as 28 November 2026 at 12:19 in Lagos, of an instant: Nigeria is an hour ahead of UTC all year. */
export function lagosTime(instant: string): string {
  const there = new Date(Date.parse(instant) + 3_600_000).toISOString();
  return `${longDay(there)} at ${there.slice(11, 16)} in Lagos`;
}
