/** Where the project is: index.html says so, so that one build serves every project. */

const said = (name: string) =>
  globalThis.document?.querySelector<HTMLMetaElement>(`meta[name="estate-${name}"]`)?.content ?? "";

/** Its address and publishable key. */
export const project = { url: said("project"), publishableKey: said("key") } as const;
