/** What supabase-js keeps of a session. */

const ofAuth = /^sb-.+-auth-token/;

/** Takes it away without supabase-js. */
export function removeTokens(storage: Pick<Storage, "length" | "key" | "removeItem">): void {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
  for (const name of names) if (ofAuth.test(name)) storage.removeItem(name);
}
