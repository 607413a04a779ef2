import { assertEquals } from "@std/assert";
import { inviteMember } from "../people/mod.ts";
import { createEstate, type Estate } from "./client.ts";

const [working, named] = [crypto.randomUUID(), crypto.randomUUID()];

/** What the project is told of the organization by a call. */
async function told(
  call: (estate: Estate) => PromiseLike<unknown>,
  organization?: () => string | undefined,
): Promise<string | null> {
  const seen: (string | null)[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    seen.push(request.headers.get("x-estate-org"));
    return Response.json([]);
  });
  try {
    const estate = createEstate(
      `http://127.0.0.1:${server.addr.port}`,
      "sb_publishable_test",
      organization === undefined ? {} : { organization },
    );
    await call(estate);
    assertEquals(seen.length, 1, "one call");
    return seen[0] as string | null;
  } finally {
    await server.shutdown();
  }
}

Deno.test({
  name: "a call says its organization where it is known, and to nobody who would refuse it",
  // supabase-js keeps timers of its own.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const org = () => working;
    const cases: [string, string | null, Promise<string | null>][] = [
      ["a filter", named, told((it) => it.from("units").select().eq("org_id", named), org)],
      ["an argument", named, told((it) => inviteMember(it, named, "agent", { email: "a@b.ng" }))],
      [
        "rows",
        named,
        told((it) =>
          it.from("tenants").insert([
            { org_id: named, full_name: "Ada", address: "4 Akoka Road" },
            { org_id: named, full_name: "Bola", address: "4 Akoka Road" },
          ]), org),
      ],
      ["neither", working, told((it) => it.rpc("accept_tenancy", { tenancy_id: named }), org)],
      ["a function", working, told((it) => it.functions.invoke("payments/checkouts"), org)],
      ["nothing", null, told((it) => it.rpc("accept_tenancy", { tenancy_id: named }))],
      ["none now", null, told((it) => it.from("units").select(), () => undefined)],
      [
        "a text that speaks of one",
        working,
        told((it) =>
          it.rpc("create_organization", {
            kind: "owner",
            name: `"org_id":"${named}"`,
            address: "1 Marina",
          }), org),
      ],
      [
        "the caller's own header",
        working,
        told((it) =>
          it.from("units").select().eq("org_id", named).setHeader("x-estate-org", working)
        ),
      ],
      ["Auth", null, told((it) => it.auth.signInWithPassword({ email: "a", password: "b" }), org)],
      ["Storage", null, told((it) => it.storage.from("uploads").list(), org)],
    ];
    for (const [name, expected, actual] of cases) assertEquals(await actual, expected, name);
  },
});
