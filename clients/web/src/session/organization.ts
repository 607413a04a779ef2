/** The organization whose screens are open: /org/$orgId/…. Calls that name none are about it. */

/** Its id, while one is in the address. */
export function organizationInSight(): string | undefined {
  return /^\/org\/([0-9a-f-]{36})(\/|$)/.exec(location.pathname)?.[1];
}
