/** Where a person goes from the stack's front page. */
import type { Link } from "./status.ts";

/** Each is shown when something is mounted at the beginning of its address. */
const known: readonly Link[] = [
  { name: "API pages", href: "/docs", what: "everything that can be called, to try out" },
  { name: "API as a book", href: "/redoc", what: "the same, to read" },
  { name: "Mail", href: "/sandbox/mail", what: "every e-mail, caught" },
  { name: "Phones", href: "/sandbox/termii", what: "every SMS, as the phones show it" },
  {
    name: "Paystack sandbox",
    href: "/sandbox/paystack/_control",
    what: "payments, and what may go wrong",
  },
  { name: "Flutterwave sandbox", href: "/sandbox/flutterwave/_control", what: "the same" },
  {
    name: "Dojah sandbox",
    href: "/sandbox/dojah",
    what: "whose BVN and NIN verify, and what was asked",
  },
  {
    name: "Prembly sandbox",
    href: "/sandbox/prembly",
    what: "the same, when Dojah does not answer",
  },
  {
    name: "Search as JSON",
    href: "/functions/v1/catalogue/openapi.json",
    what: "a function describes itself, as each does",
  },
];

/** Those that lead somewhere with these mounted prefixes, and before them the app, where that is served. */
export function linksOf(prefixes: readonly string[], app: string | undefined): readonly Link[] {
  const mounted = known.filter(({ href }) =>
    prefixes.some((prefix) => prefix !== "/" && (href === prefix || href.startsWith(`${prefix}/`)))
  );
  return app === undefined ? mounted : [
    { name: "The app", href: app, what: "what visitors, tenants and landlords see" },
    ...mounted,
  ];
}
