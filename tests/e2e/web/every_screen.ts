/** Every screen, in two widths: it shows what it should, complains of nothing, and axe finds nothing. */
import { assertEquals } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { pooledMap } from "@std/async/pool";
import { chunk } from "@std/collections/chunk";
import type { Page } from "playwright-core";
import { findings } from "./accessible.ts";
import { type ScreenRow, screens } from "./routes.ts";
import { whatStandsThere } from "./what_stands_there.ts";
import type { World } from "./world.ts";

/** For one screen in both widths, on a busy machine too. */
const patienceMs = 120_000;
const browsers = 3;
const atATime = 12;

const sizes = [{ width: 360, height: 740 }, { width: 1280, height: 900 }] as const;

/** Looks at them all, with several browsers open. */
export async function everyScreen(world: World): Promise<void> {
  const people = [...new Set(screens.map(({ who }) => who))];
  const parts = people.flatMap((who) => chunk(screens.filter((it) => it.who === who), atATime));
  const faults = await Array.fromAsync(
    pooledMap(browsers, parts, (part: readonly ScreenRow[]) => faultsOfPart(world, part)),
  );
  assertEquals(faults.flat(), []);
}

/** Screens of one person, one after the other. */
async function faultsOfPart(world: World, part: readonly ScreenRow[]): Promise<string[]> {
  const faults: string[] = [];
  const who = part[0]?.who ?? "visitor";
  let opened = await world.open(who, { reducedMotion: "reduce" });
  try {
    for (const screen of part) {
      try {
        faults.push(...await deadline(faultsOf(world, opened.page, screen), patienceMs));
      } catch (error) {
        const text = error instanceof Error ? error.message.split("\n")[0] : error;
        faults.push(
          `${screen.name}: ${text}; what stood there: ${await whatStandsThere(opened.page)}`,
        );
        // What a page asks of itself has no end of its own: the next screen gets another.
        await opened.close();
        opened = await world.open(who, { reducedMotion: "reduce" });
      }
      faults.push(...opened.complaints.splice(0).map((it) => `${screen.name}: ${it}`));
    }
  } finally {
    await opened.close();
  }
  return faults;
}

async function faultsOf(world: World, page: Page, screen: ScreenRow): Promise<string[]> {
  const faults: string[] = [];
  await page.setViewportSize(sizes[0]);
  await show(world, page, screen);
  // Loaded once: what a screen holds open stays open while it grows.
  for (const size of sizes) {
    await page.setViewportSize(size);
    const at = `${screen.name} at ${size.width}:`;
    faults.push(...(await findings(page)).map((it) => `${at} ${it}`));
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    if (Number(over) > 0) faults.push(`${at} it is ${over} px wider than the screen`);
  }
  return faults;
}

/** Goes there and waits for what must be seen. */
export async function show(
  world: World,
  page: Page,
  { path, before, title, sees, open }: ScreenRow,
): Promise<void> {
  const { url, ids } = world;
  await before?.(world);
  // What was made for it would not be in what the app remembers.
  if (before !== undefined || !await wentWithinTheApp(page, url, path(ids))) {
    await page.goto(url + path(ids));
  }
  const named = title === "" ? {} : { name: title };
  await page.getByRole("heading", { level: 1, ...named }).first().waitFor();
  if (sees !== undefined) await page.getByText(sees).first().waitFor();
  await open?.(page);
}

/** Goes on as a link would, which is three times as quick as opening the app anew. Whether another page is there for it. */
async function wentWithinTheApp(page: Page, url: string, path: string): Promise<boolean> {
  const [here, there] = [new URL(page.url()), new URL(path, url)];
  if (here.origin !== there.origin || here.pathname === there.pathname) return false;
  const last = await page.$("h1");
  if (last === null) return false;
  await page.evaluate(`history.pushState({}, "", ${JSON.stringify(path)})`);
  try {
    await last.waitForElementState("hidden", { timeout: 4_000 });
    return true;
  } catch {
    return false;
  }
}
