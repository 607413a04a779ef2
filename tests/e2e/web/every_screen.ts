/** Every screen, in two widths: it shows what it should, complains of nothing, and axe finds nothing. */
import { assertEquals } from "@std/assert";
import { findings } from "./accessible.ts";
import { type ScreenRow, screens } from "./routes.ts";
import type { Who, World } from "./world.ts";

const widths = [360, 1280] as const;

/** Looks at them all; several at a time. */
export async function everyScreen(world: World): Promise<void> {
  const people = [...new Set(screens.map(({ who }) => who))];
  const faults: string[] = [];
  for (const width of widths) {
    await Promise.all(people.map(async (who) => {
      faults.push(...await screensOf(world, who, width));
    }));
  }
  assertEquals(faults, []);
}

async function screensOf(world: World, who: Who, width: number): Promise<string[]> {
  const faults: string[] = [];
  const { page, complaints, close } = await world.open(who, {
    viewport: { width, height: width < 640 ? 740 : 900 },
    reducedMotion: "reduce",
  });
  try {
    for (const screen of screens.filter((it) => it.who === who)) {
      const at = `${screen.name} at ${width}:`;
      try {
        await show(world, page, screen);
        faults.push(...(await findings(page)).map((it) => `${at} ${it}`));
        const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        if (Number(wide) > 0) faults.push(`${at} it is ${wide} px wider than the screen`);
      } catch (error) {
        faults.push(`${at} ${error instanceof Error ? error.message.split("\n")[0] : error}`);
      }
      faults.push(...complaints.splice(0).map((it) => `${at} ${it}`));
    }
  } finally {
    await close();
  }
  return faults;
}

/** Goes there and waits for what must be seen. */
export async function show(
  { url, ids }: Pick<World, "url" | "ids">,
  page: Awaited<ReturnType<World["open"]>>["page"],
  { path, title, sees, open }: ScreenRow,
): Promise<void> {
  await page.goto(url + path(ids));
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  if (sees !== undefined) await page.getByText(sees).first().waitFor();
  await open?.(page);
}
