import { assertEquals } from "@std/assert";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";

/** What the database is asked, or the pointers of what was refused before it was. */
async function askedFor(criteria: unknown, path = "/facets") {
  const calls: Readonly<Record<string, unknown>>[] = [];
  const app = createApp({
    reads: {
      read(_name, parameters) {
        calls.push(parameters);
        return Promise.resolve({ value: {}, cacheControl: null });
      },
    },
    limiter: createIsolateLimiter({ name: "catalogue", capacity: 100, refillPerSecond: 1 }),
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  const text = typeof criteria === "string" ? criteria : JSON.stringify(criteria);
  const response = await app.request(`/catalogue${path}?criteria=${encodeURIComponent(text)}`);
  const [asked] = calls;
  if (asked !== undefined) return asked.criteria;
  const { errors } = await response.json();
  return errors.map((error: { pointer: string }) => error.pointer);
}

const dense = (value: number) => Array.from({ length: value }, (_, i) => [i / 1000, 6]);

Deno.test("the same wish is asked for alike, however it is written", async () => {
  const yaba = { longitude: 3.379, latitude: 6.5095 };
  for (
    const [one, other] of [
      [{ near: yaba }, { near: { longitude: 3.3790000001, latitude: 6.50949999 } }],
      [{ words: "two bed" }, { words: "  Two\tBED " }],
      [{ area: "Yaba" }, { area: "yaba" }],
      [{ kinds: ["flat", "duplex"] }, { kinds: ["duplex", "flat", "flat"] }],
      [{ furnished: true }, { furnished: true, near: null, words: null }],
      [{ near: yaba, radius_m: 3000 }, { near: yaba, radius_m: 3000.2 }],
      [{ viewport: [3, 6, 4, 7] }, { viewport: [3.000001, 5.999999, 4, 7] }],
    ]
  ) assertEquals(await askedFor(one), await askedFor(other), JSON.stringify(other));
  assertEquals(await askedFor({}), {});
});

Deno.test("what is no wish is never asked for, and is named", async () => {
  for (
    const [criteria, pointers] of [
      [{ anything: 1 }, ["/criteria/anything"]],
      [{ near: { longitude: 3, latitude: 6, nonce: 1 } }, ["/criteria/near/nonce"]],
      [{ near: { longitude: "3", latitude: 6 } }, ["/criteria/near/longitude"]],
      [{ polygon: { type: "Polygon", coordinates: [], crs: {} } }, ["/criteria/polygon/crs"]],
      [{ min_bedrooms: 1.5 }, ["/criteria/min_bedrooms"]],
      [{ words: "x".repeat(201) }, ["/criteria/words"]],
      [{ area: "x".repeat(81) }, ["/criteria/area"]],
      [{ kinds: Array.from({ length: 61 }, String) }, ["/criteria/kinds"]],
      [{ viewport: [1, 2, 3, 4, 5] }, ["/criteria/viewport"]],
      [{ viewport: [null, 2, 3, 4] }, ["/criteria/viewport/0"]],
      [{ free_from: "05/12/2026" }, ["/criteria/free_from"]],
      [{ polygon: { type: "Polygon", coordinates: [dense(501)] } }, [
        "/criteria/polygon/coordinates",
      ]],
      ["[1]", ["/criteria"]],
      ["null", ["/criteria"]],
      ["{", ["/criteria"]],
    ] as const
  ) assertEquals(await askedFor(criteria), pointers, JSON.stringify(criteria).slice(0, 80));
});

Deno.test("a polygon of as many points as a search takes goes through", async () => {
  const polygon = { type: "Polygon", coordinates: [dense(500)] };
  assertEquals(await askedFor({ polygon }), { polygon });
});

Deno.test("a point of GeoJSON is a point, and several areas are any of them", async () => {
  const asked = await askedFor({
    near: { type: "Point", coordinates: [3.3790001, 6.51] },
    area: ["Yaba", "  SURULERE ", "yaba"],
    within: "Lagos",
  });
  assertEquals(asked, {
    near: { longitude: 3.379, latitude: 6.51 },
    area: ["surulere", "yaba"],
    within: "lagos",
  });
  assertEquals(await askedFor({ near: { type: "Point", coordinates: ["3", 6] } }), [
    "/criteria/near/longitude",
  ]);
});
