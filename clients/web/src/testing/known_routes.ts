/** The addresses of the app, for tests that ask whether a link leads anywhere. */

/** As patterns of whole paths. */
export async function knownRoutes(): Promise<readonly RegExp[]> {
  const tree = await Deno.readTextFile(new URL("../routeTree.gen.ts", import.meta.url));
  const list = /interface FileRoutesByTo \{([^}]*)\}/.exec(tree)?.[1] ?? "";
  return [...list.matchAll(/"(\/[^"]*)":/g)].map(([, path]) =>
    new RegExp(`^${path!.replaceAll(/\$[A-Za-z]+/g, "[^/]+")}$`)
  );
}
