/** What is kept in the browser's caches, how much of it, and what comes from there. */
import { kept, limits } from "../offline/cache_names.ts";

const week = 7 * 86_400_000;
/** When it was kept: a header of ours, for the project need not show its own to pages of another origin. */
const since = "x-estate-kept";

/** Under one address lies one thing here: what it was asked with makes no difference. */
const byAddress = { ignoreVary: true } as const;

/** Puts it, unless the phone is full: then photos make room. */
async function put(cache: Cache, request: Request, answer: Response): Promise<void> {
  try {
    await cache.put(request, answer);
  } catch {
    await caches.delete(kept.photos);
  }
}

/** The oldest go first: a cache has its entries in the order in which they were put. */
async function trim(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((it) => cache.delete(it)));
}

/** What a page gets where there is no line: a refused promise would be a fault in its console. */
const unreachable = () =>
  Response.json({ code: "http.unreachable", detail: "Cannot reach the project" }, { status: 504 });

/** A file with a hash in its name never changes: asked for once. */
export async function fromAssets(request: Request): Promise<Response> {
  const cache = await caches.open(kept.assets);
  const known = await cache.match(request, byAddress);
  if (known !== undefined) return known;
  const answer = await fetch(request).catch(unreachable);
  if (answer.ok) await put(cache, request, answer.clone());
  return answer;
}

/** A photo under its address never changes either. */
export async function fromPhotos(request: Request): Promise<Response> {
  const cache = await caches.open(kept.photos);
  const known = await cache.match(request.url, byAddress);
  if (known !== undefined) return known;
  // Asked for openly: what a page may not look into, browsers count as megabytes.
  const open = new Request(request.url, { mode: "cors", credentials: "omit" });
  const answer = await fetch(open).catch(() => undefined);
  if (answer === undefined) return await fetch(request).catch(unreachable);
  if (answer.ok) {
    await put(cache, open, answer.clone());
    await trim(cache, limits.photos);
  }
  return answer;
}

/**
 * What was answered last time, at once; and asked anew for the next. `onNews` hears when the new answer says something else.
 * `lasting` keeps the worker alive for it.
 */
export async function fromCatalogue(
  request: Request,
  lasting: (work: Promise<unknown>) => void,
  onNews: () => Promise<void>,
): Promise<Response> {
  const cache = await caches.open(kept.catalogue);
  const known = await cache.match(request, byAddress);
  const said = known?.clone();
  const asking = fetch(request).then(async (answer) => {
    if (!answer.ok) {
      // A home that left the market is not shown from memory.
      if (answer.status < 500 && answer.status !== 429) await cache.delete(request);
      return { answer, isNews: said !== undefined && answer.status < 500 };
    }
    const text = await answer.clone().text();
    const headers = { "content-type": "application/json", [since]: `${Date.now()}` };
    await put(cache, request, new Response(text, { headers }));
    await trim(cache, limits.catalogue);
    return { answer, isNews: said !== undefined && await said.text() !== text };
  });
  const age = Date.now() - Number(known?.headers.get(since) ?? 0);
  if (known === undefined) return await asking.then((it) => it.answer, unreachable);
  if (age > week) return await asking.then((it) => it.answer, () => known);
  lasting(asking.then(({ isNews }) => isNews ? onNews() : undefined).catch(() => {}));
  return known;
}
