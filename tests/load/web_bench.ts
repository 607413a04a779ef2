/**
 * task bench:web: how soon a visitor sees homes on /search, on the built files and the real stack, by lines as they are here: bytes
 * and files fail above their budget, times are printed. Chromium throttles by CDP; medians of --runs (5) visits with nothing kept.
 */
import type { Browser, CDPSession } from "playwright-core";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { buildWeb } from "../../local/tools/web/build.ts";
import { launchBrowser } from "../e2e/browser.ts";

/** Lines: what the phone gets in a second, and how long each question waits. */
const lines = [
  { name: "1.6 Mbit/s, 150 ms", kbits: 1600, latency: 150 },
  { name: "slow 4G of Chromium (1.44 Mbit/s, 562 ms)", kbits: 1440, latency: 562.5 },
  { name: "400 kbit/s, 400 ms", kbits: 400, latency: 400 },
] as const;

/** After gzip. */
const budgets = { scripts: 150_000, files: 7, html: 15_000, font: 30_000 } as const;

interface Visit {
  readonly first: number;
  readonly largest: number;
  readonly shift: number;
  readonly blocking: number;
}

const observe = `
  window.seen = { largest: 0, shift: 0, blocking: 0 };
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) window.seen.largest = it.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) if (!it.hadRecentInput) window.seen.shift += it.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) window.seen.blocking += Math.max(0, it.duration - 50);
  }).observe({ type: "longtask", buffered: true });
`;

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

async function visit(
  browser: Browser,
  url: string,
  line: (typeof lines)[number],
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: "en-NG",
  });
  try {
    const page = await context.newPage();
    const cdp: CDPSession = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    const bytes = line.kbits * 1000 / 8;
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: line.latency,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    });
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(observe);
    await page.goto(`${url}/search`, { timeout: 60_000 });
    await page.getByRole("article").first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1500);
    return await page.evaluate(`({
      first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      ...window.seen,
    })`);
  } finally {
    await context.close();
  }
}

/** What a visit loads, by kind, after gzip. */
async function weigh(browser: Browser, url: string) {
  const page = await browser.newPage();
  const asked = new Map<string, string>();
  page.on("response", (it) => asked.set(it.url(), it.request().resourceType()));
  await page.goto(`${url}/search`);
  await page.getByRole("article").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.close();
  const of = async (kind: string) => {
    const urls = [...asked].filter(([, it]) => it === kind).map(([it]) => it);
    const sizes = await Promise.all(urls.map(async (it) => {
      const plain = await fetch(it, { headers: { "accept-encoding": "identity" } });
      const packed = kind === "font"
        ? plain.body
        : plain.body?.pipeThrough(new CompressionStream("gzip"));
      return (await new Response(packed ?? null).bytes()).length;
    }));
    return { files: urls.length, bytes: sizes.reduce((sum, it) => sum + it, 0) };
  };
  return { scripts: await of("script"), html: await of("document"), font: await of("font") };
}

const runs = Number(Deno.args.find((it) => it.startsWith("--runs="))?.slice(7) ?? 5);
const stack = await startTemporaryStack({ seed: true, web: buildWeb });
const browser = await launchBrowser();
let failed = false;
try {
  const url = stack.webUrl;
  if (url === undefined) throw new Error("The stack serves no app");
  const weight = await weigh(browser, url);
  const budget = (what: string, value: number, most: number) => {
    const over = value > most;
    failed ||= over;
    console.log(
      `${what.padEnd(44)} ${String(value).padStart(8)} of ${most}${over ? " FAILED" : ""}`,
    );
  };
  budget("scripts of /search, bytes after gzip", weight.scripts.bytes, budgets.scripts);
  budget("scripts of /search, files", weight.scripts.files, budgets.files);
  budget("HTML with its style, bytes after gzip", weight.html.bytes, budgets.html);
  budget("font, bytes", weight.font.bytes, budgets.font);
  console.log(`\nmedians of ${runs} visits, CPU at a quarter; ms`);
  console.log(`${"line".padEnd(44)}    first  largest    shift  blocking`);
  for (const line of lines) {
    const visits: Visit[] = [];
    for (let run = 0; run < runs; run++) visits.push(await visit(browser, url, line));
    const say = (of: (it: Visit) => number, digits = 0) =>
      median(visits.map(of)).toFixed(digits).padStart(9);
    console.log(
      `${line.name.padEnd(44)}${say((it) => it.first)}${say((it) => it.largest)}${
        say((it) => it.shift, 3)
      } ${say((it) => it.blocking)}`,
    );
  }
} finally {
  await browser.close();
  await stack.close();
}
Deno.exit(failed ? 1 : 0);
