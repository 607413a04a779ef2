/** First and last day of the month of a day, as YYYY-MM-DD. */
export function monthOf(day: string): { readonly fromOn: string; readonly toOn: string } {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { fromOn: `${day.slice(0, 8)}01`, toOn: last };
}
