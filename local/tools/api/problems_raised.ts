/** Which problems a function of the database raises: its own, and those of what it calls in schema private. */

/** A reader of problem codes out of the functions' sources. */
export function problemsRaised(
  sources: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): (name: string) => readonly string[] {
  const calls = new Map<string, readonly string[]>();
  const own = new Map<string, readonly string[]>();
  for (const [name, source] of sources) {
    const called = [...source.matchAll(/\b((?:private|public)\.[a-z_0-9]+)\s*\(/g)];
    calls.set(
      name,
      [...new Set(called.map(([, it]) => it as string))].filter((it) => sources.has(it)),
    );
    const quoted = [...source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, it]) => it as string);
    const moved = [...source.matchAll(/private\.begin_move\('([a-z_]+)'/g)]
      .map(([, machine]) => `${machine}.illegal_transition`);
    own.set(name, [...quoted, ...moved].filter((it) => known.has(it)));
  }
  return (name) => {
    const seen = new Set<string>();
    const codes = new Set<string>();
    const visit = (at: string) => {
      if (seen.has(at)) return;
      seen.add(at);
      for (const code of own.get(at) ?? []) codes.add(code);
      for (const called of calls.get(at) ?? []) visit(called);
    };
    visit(name);
    return [...codes].sort();
  };
}
