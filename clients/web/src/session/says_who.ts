/**
 * Whether an event of Auth tells who is signed in. One without a session says that nobody is only where somebody signed out or the
 * project ended the session; the first event comes without one also when the line was away as the session was to be renewed.
 */
export function saysWho(event: string, session: object | null): boolean {
  return session !== null || event === "SIGNED_OUT";
}
