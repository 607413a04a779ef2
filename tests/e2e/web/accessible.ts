/** axe-core, with its default rules and no exceptions, on a page as it stands. */
import type { Page } from "playwright-core";

const source = await Deno.readTextFile(
  new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url),
);

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

/** What it finds in light, and what its rules of colour find in dark: no other rule depends on the theme. */
export async function findings(page: Page): Promise<string[]> {
  // Not as a script of the page: the page's own policy would refuse it.
  if (await page.evaluate("typeof axe") === "undefined") await page.evaluate(source);
  const light = await run(page, "light", []);
  const dark = await run(page, "dark", ["color-contrast", "link-in-text-block"]);
  return [...light, ...dark];
}

/** With these rules alone, or with all. */
async function run(page: Page, theme: string, rules: readonly string[]): Promise<string[]> {
  // What passes is not described, which takes as long as to look.
  const options = { resultTypes: ["violations"], ...(rules.length > 0 ? { runOnly: rules } : {}) };
  const found = await page.evaluate(`(async () => {
    document.documentElement.dataset.theme = ${JSON.stringify(theme)};
    // Colours move for 150 ms, sheets for 220: seen at their end.
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await frame();
    for (const it of document.getAnimations()) if (it.effect?.getComputedTiming().iterations !== Infinity) it.finish();
    await frame();
    const { violations } = await axe.run(document, ${JSON.stringify(options)});
    return violations;
  })()`) as Finding[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${theme} ${id} ${target.join(" ")}: ${failureSummary.replaceAll("\n", " ")}`
    )
  );
}
