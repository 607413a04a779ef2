/** As whom somebody looks at the app: the address decides, else what they were last. */
import type { Hats } from "@estate/sdk";
import { useLocation } from "@tanstack/react-router";

/** A hat. */
export type Hat =
  | { readonly kind: "visitor" }
  | { readonly kind: "tenant"; readonly tenancyId: string }
  | { readonly kind: "work"; readonly orgId: string }
  | { readonly kind: "staff" };

const mark = "estate.hat";
const visitor: Hat = { kind: "visitor" };

/** The hat that an address belongs to; undefined: to any (messages, me). */
export function hatOf(pathname: string): Hat | undefined {
  const [, first, second] = pathname.split("/");
  if (first === "home" && second !== undefined && second !== "") {
    return { kind: "tenant", tenancyId: second };
  }
  // /org/new is nobody's yet.
  if (first === "org" && second !== undefined && second !== "" && second !== "new") {
    return { kind: "work", orgId: second };
  }
  if (first === "staff") return { kind: "staff" };
  if (first === "" || first === "search" || first === "l" || first === "saved") return visitor;
  return undefined;
}

/** Where a hat begins. */
export function homeOf(hat: Hat): string {
  switch (hat.kind) {
    case "visitor":
      return "/";
    case "tenant":
      return `/home/${hat.tenancyId}`;
    case "work":
      return `/org/${hat.orgId}`;
    case "staff":
      return "/staff";
  }
}

/** The one they wore last in this tab; undefined: none yet. */
function last(): Hat | undefined {
  try {
    const home = sessionStorage.getItem(mark);
    return home === null ? undefined : hatOf(home);
  } catch {
    return undefined;
  }
}

/** Where a person's own things stand, whatever they are here. */
const personal = /^\/(me|messages|notifications)(\/|$)/;

/** The one beside a visitor's that somebody has, where they have just one: their messages are of it. */
export function onlyHat(hats: Hats | undefined): Hat {
  if (hats === undefined) return visitor;
  const { tenancies, memberships, is_staff } = hats;
  const all: readonly Hat[] = [
    ...tenancies.map(({ tenancy_id }) => ({ kind: "tenant", tenancyId: tenancy_id }) as const),
    ...memberships.map(({ org_id }) => ({ kind: "work", orgId: org_id }) as const),
    ...(is_staff ? [{ kind: "staff" } as const] : []),
  ];
  return all.length === 1 ? all[0] ?? visitor : visitor;
}

/** Whether somebody with these hats has this one: what was worn last may have been taken away, or be another person's. */
export function hasHat(hats: Hats | undefined, hat: Hat): boolean {
  switch (hat.kind) {
    case "visitor":
      return true;
    case "tenant":
      return hats?.tenancies.some((it) => it.tenancy_id === hat.tenancyId) === true;
    case "work":
      return hats?.memberships.some((it) => it.org_id === hat.orgId) === true;
    case "staff":
      return hats?.is_staff === true;
  }
}

/** The hat now, of somebody with these; undefined: of a visitor, or not known yet. */
export function useHat(hats: Hats | undefined): Hat {
  const pathname = useLocation({ select: (it) => it.pathname });
  const hat = hatOf(pathname);
  if (hat !== undefined) {
    try {
      sessionStorage.setItem(mark, homeOf(hat));
    } catch { /* It is asked for again with the next address. */ }
    return hat;
  }
  const before = last();
  if (before !== undefined && hasHat(hats, before)) return before;
  return personal.test(pathname) ? onlyHat(hats) : visitor;
}
