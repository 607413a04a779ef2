/** Times by the day in Lagos, both in order. */

interface Timed {
  readonly starts_at: string;
}

/** Days as YYYY-MM-DD, each with its times. */
export function byDay<Time extends Timed>(
  times: readonly Time[],
): readonly { readonly day: string; readonly times: readonly Time[] }[] {
  const days = new Map<string, Time[]>();
  const inOrder = [...times].sort((one, other) =>
    Date.parse(one.starts_at) - Date.parse(other.starts_at)
  );
  for (const time of inOrder) {
    const day = new Date(Date.parse(time.starts_at) + 3_600_000).toISOString().slice(0, 10);
    days.set(day, [...days.get(day) ?? [], time]);
  }
  return [...days].map(([day, times]) => ({ day, times }));
}
