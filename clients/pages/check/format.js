/** Amounts and days as people read them, the same in every browser. */

/**
 * @param {number} kobo
 * @returns {string} such as ₦1,200,000 or ₦99.50
 */
export function naira(kobo) {
  const whole = String(Math.trunc(kobo / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = kobo % 100;
  return rest === 0 ? `₦${whole}` : `₦${whole}.${String(rest).padStart(2, "0")}`;
}

const months = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/**
 * @param {string} date YYYY-MM-DD
 * @returns {string} such as 26 Nov 2026
 */
export function day(date) {
  const [year, month, dayOfMonth] = date.split("-");
  return `${Number(dayOfMonth)} ${months[Number(month) - 1]} ${year}`;
}
