/**
 * The addresses of the first screens alone: a search loads no others. All the rest, ten times as much, comes with the first of them.
 * The route objects are the same; which of them the router knows is all that changes.
 */
import type { AnyRoute, AnyRouter } from "@tanstack/react-router";
import type { routeTree } from "../routeTree.gen.ts";
import { Route as root } from "../routes/__root.tsx";
import { Route as home } from "../routes/index.tsx";
import { Route as listing } from "../routes/l/$id/index.tsx";
import { Route as search } from "../routes/search.tsx";
import { Route as signIn } from "../routes/sign-in.tsx";

const first = /^\/(search|sign-in|l\/[^/]+)?\/?$/;

const at = (route: AnyRoute, path: string): AnyRoute =>
  route.update({ id: path, path, getParentRoute: () => root } as never);

/** They, as the generated tree places them. */
const firstRoutes = () =>
  (root as AnyRoute).addChildren([
    at(home, "/"),
    at(search, "/search"),
    at(signIn, "/sign-in"),
    at(listing, "/l/$id/"),
  ]) as unknown as typeof routeTree;

const allRoutes = async () => (await import("../routeTree.gen.ts")).routeTree;

let isWhole = false;

/** What the router begins with; what this address needs beyond it is fetched at once, and waited for by learnRoutes. */
export function routesAtFirst(pathname: string) {
  if (!first.test(pathname)) void allRoutes().catch(() => {});
  return firstRoutes();
}

/** Has the router know an address that is to be shown; true: it has learnt of it just now, and looks again. */
export async function learnRoutes(pathname: string, router: AnyRouter): Promise<boolean> {
  if (isWhole || first.test(pathname)) return false;
  await allRoutes();
  // The tree is the same object, with all its children now.
  router.setRoutes(router.buildRouteTree());
  isWhole = true;
  return true;
}
