/** Nigeria keeps UTC+1 all year (WAT, IANA zone Africa/Lagos), without summer time. */
const offsetMs = 3_600_000;
const dayMs = 86_400_000;

/**
 * The calendar date in Nigeria some days from an instant, as the database takes days: terms, notices, sales and
 * due dates are Nigerian dates, which for an hour each night are not the dates of UTC.
 *
 * @param days Whole days from that date; negative for the past.
 * @param at The instant; now unless told.
 * @returns The date as YYYY-MM-DD.
 */
export function nigerianDate(days = 0, at: Date = new Date()): string {
  return new Date(at.getTime() + offsetMs + days * dayMs).toISOString().slice(0, 10);
}
