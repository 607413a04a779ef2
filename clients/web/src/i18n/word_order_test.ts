import { assertEquals, assertRejects } from "@std/assert";
import { wordOrder } from "./word_order.ts";

/** Words that come when the test says so. */
function slow() {
  const shown: string[] = [];
  const waiting = new Map<string, PromiseWithResolvers<string>[]>();
  const order = wordOrder<string, string, string>("visitor", {
    load(language, set) {
      const coming = Promise.withResolvers<string>();
      const which = `${language} ${set}`;
      waiting.set(which, [...waiting.get(which) ?? [], coming]);
      return coming.promise;
    },
    show: (language, sets) => shown.push(`${language}: ${[...sets].sort().join()}`),
  });
  const settle = async (which: string, end: (it: PromiseWithResolvers<string>) => void) => {
    for (const it of waiting.get(which)!) end(it);
    waiting.delete(which);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return {
    order,
    shown,
    asked: () => [...waiting.keys()].sort(),
    come: (...all: string[]) =>
      all.reduce(
        (done, it) => done.then(() => settle(it, ({ resolve }) => resolve(it.split(" ")[1]!))),
        Promise.resolve(),
      ),
    fail: (it: string) => settle(it, ({ reject }) => reject(new Error("away"))),
  };
}

Deno.test("the language that was chosen last stays, whatever comes last", async () => {
  const { order, shown, come } = slow();
  const begun = order.choose("en");
  await come("en visitor");
  await begun;
  // A screen's words are on their way when another language is chosen, and come after it.
  const own = order.need(["own"]);
  const chosen = order.choose("yo");
  await come("yo visitor", "yo own");
  await chosen;
  await come("en own");
  await own;
  assertEquals(shown, ["en: visitor", "yo: own,visitor", "yo: own,visitor"]);
});

Deno.test("words that a screen needs come in the language that was chosen meanwhile", async () => {
  const { order, shown, come, asked } = slow();
  const first = order.choose("en");
  await come("en visitor");
  await first;
  const chosen = order.choose("ha");
  const work = order.need(["work"]);
  await come("ha visitor");
  assertEquals(asked(), ["ha work"]);
  await come("ha work");
  await Promise.all([chosen, work]);
  assertEquals(shown.at(-1), "ha: visitor,work");
});

Deno.test("where words do not come the language before stays, and they are asked for again", async () => {
  const { order, shown, come, fail } = slow();
  const first = order.choose("en");
  await come("en visitor");
  await first;
  const chosen = assertRejects(() => order.choose("ig"), Error, "away");
  await fail("ig visitor");
  await chosen;
  const own = assertRejects(() => order.need(["own"]), Error, "away");
  await fail("en own");
  await own;
  const again = order.need(["own"]);
  await come("en own");
  await again;
  assertEquals(shown, ["en: visitor", "en: own,visitor"]);
});
