import { assertEquals } from "@std/assert";
import { type Named, newsAbout } from "./news_about.ts";

const reader = (orgs: readonly string[]): Named => ({
  memberships: orgs.map((org_id) => ({ org_id, name: `${org_id} Ltd` })),
  tenancies: [{ org_id: "landlord", landlord: "Okafor Properties" }],
});

Deno.test("news say of which money and whom they are", () => {
  const paid = { title: "Received", org_id: "landlord", payload: { amount_kobo: 50_000_000 } };
  assertEquals(newsAbout(paid, reader([])), { kobo: 50_000_000, who: "Okafor Properties" });
  assertEquals(newsAbout({ title: "It", org_id: "landlord", payload: {} }, reader([])), {
    who: "Okafor Properties",
  });
  assertEquals(newsAbout({ title: "It", org_id: null, payload: {} }, reader([])), {});
  assertEquals(
    newsAbout({ title: "It", org_id: "other", payload: { amount_kobo: "much" } }, reader([])),
    {},
  );
});

Deno.test("an organization of the reader's own is named where there are several", () => {
  const came = { title: "It", org_id: "a", payload: {} };
  assertEquals(newsAbout(came, reader(["a"])), {});
  assertEquals(newsAbout(came, reader(["a", "b"])), { who: "a Ltd" });
});

Deno.test("no fact is said twice", () => {
  assertEquals(
    newsAbout({
      title: "Okafor Properties: ₦1,000 is due",
      org_id: "landlord",
      payload: { amount_kobo: 100_000 },
    }, reader([])),
    {},
  );
});
