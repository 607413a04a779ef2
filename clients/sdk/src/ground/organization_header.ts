/**
 * Says with each call which organization's data it is about, in the header `x-estate-org`. Nothing needs it while
 * there is one database; with one for each group of organizations it tells which one to ask, without a look into
 * the call.
 */

/** The header's name. */
export const organizationHeader = "x-estate-org";

// Auth and Storage refuse headers that they do not know when a browser asks them beforehand.
const told = /\/(rest|functions)\/v1\//;

/**
 * A fetch that sends the header along: as the call itself was given it, else the organization that the call names
 * (`org_id` in its filter or in what it sends), else `working`, the one that the client works for.
 */
export function tellingOrganization(
  working: () => string | undefined = () => undefined,
  send: typeof fetch = fetch,
): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = new Headers(input instanceof Request ? input.headers : undefined);
    new Headers(init?.headers).forEach((value, name) => headers.set(name, value));
    if (told.test(url) && !headers.has(organizationHeader)) {
      const organization = namedIn(url, init?.body) ?? working();
      if (organization !== undefined) headers.set(organizationHeader, organization);
    }
    return send(input, { ...init, headers });
  };
}

function namedIn(url: string, body: unknown): string | undefined {
  const filter = /[?&]org_id=eq\.([0-9a-f-]{36})(?:&|$)/.exec(url)?.[1];
  if (filter !== undefined) return filter;
  if (typeof body !== "string" || !body.includes('"org_id"')) return undefined;
  const sent: unknown = JSON.parse(body);
  const named = (Array.isArray(sent) ? sent[0] : sent) as { org_id?: unknown } | null | undefined;
  return typeof named?.org_id === "string" ? named.org_id : undefined;
}
