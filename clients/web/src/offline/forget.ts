/** What a phone keeps between visits is of its person, but for how the app looks and stands on it: that is of the phone. */

const ofThePhone = new Set(["estate.theme", "estate.language", "estate.data", "estate.install"]);

/** Forgets what is of the person: drafts, payments begun, who they are. */
export function forget(storage: Pick<Storage, "length" | "key" | "removeItem">): void {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
  for (const name of names) {
    if (name.startsWith("estate.") && !ofThePhone.has(name)) storage.removeItem(name);
  }
}
