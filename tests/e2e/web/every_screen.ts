/** Every screen, in two widths: it shows what it should, complains of nothing, and axe finds nothing. */
import { assertEquals } from "@std/assert";
import { findings } from "./accessible.ts";
import { type ScreenRow, screens } from "./routes.ts";
import type { Who, World } from "./world.ts";

const sizes = [{ width: 360, height: 740 }, { width: 1280, height: 900 }] as const;

/** Looks at them all; several people at a time. */
export async function everyScreen(world: World): Promise<void> {
  const people = [...new Set(screens.map(({ who }) => who))];
  const faults = await Promise.all(people.map((who) => screensOf(world, who)));
  assertEquals(faults.flat(), []);
}

async function screensOf(world: World, who: Who): Promise<string[]> {
  const faults: string[] = [];
  const { page, complaints, close } = await world.open(who, { reducedMotion: "reduce" });
  try {
    for (const screen of screens.filter((it) => it.who === who)) {
      const { name } = screen;
      try {
        await page.setViewportSize(sizes[0]);
        await show(world, page, screen);
        // Loaded once: what a screen holds open stays open while it grows.
        for (const size of sizes) {
          await page.setViewportSize(size);
          const at = `${name} at ${size.width}:`;
          faults.push(...(await findings(page)).map((it) => `${at} ${it}`));
          const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          if (Number(over) > 0) faults.push(`${at} it is ${over} px wider than the screen`);
        }
      } catch (error) {
        faults.push(`${name}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
      }
      faults.push(...complaints.splice(0).map((it) => `${name}: ${it}`));
    }
  } finally {
    await close();
  }
  return faults;
}

/** Goes there and waits for what must be seen. */
export async function show(
  world: World,
  page: Awaited<ReturnType<World["open"]>>["page"],
  { path, before, title, sees, open }: ScreenRow,
): Promise<void> {
  const { url, ids } = world;
  await before?.(world);
  await page.goto(url + path(ids));
  const named = title === "" ? {} : { name: title };
  await page.getByRole("heading", { level: 1, ...named }).first().waitFor();
  if (sees !== undefined) await page.getByText(sees).first().waitFor();
  await open?.(page);
}
