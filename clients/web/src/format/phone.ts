/** Telephone numbers as people read them here: 0803 123 4567, and +44 … for those from elsewhere. */

/** E.164 for reading. */
export function phone(number: string): string {
  const nigerian = /^\+?234(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (nigerian !== null) return `0${nigerian[1]} ${nigerian[2]} ${nigerian[3]}`;
  return number.startsWith("+") ? number : `+${number}`;
}
