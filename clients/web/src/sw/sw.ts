/**
 * The worker between the app and the line: the app starts without one, what was seen comes at once, and nothing that belongs to
 * somebody is kept here. A new build waits until it is asked for, or until the app is opened anew: nobody stays on an old one.
 */
import { build } from "./build.ts";
import { fromAssets, fromCatalogue, fromPhotos } from "./keep.ts";
import { planOf } from "./plan.ts";
import { type Asked, scope } from "./scope.ts";
import { fromShell, install, keepAssets, tidy } from "./shell.ts";

const windows = () => scope.clients.matchAll({ type: "window", includeUncontrolled: true });

/** A newer build that was told to take over, and how often a page waited for it: it comes in once nothing is in hand here. */
let letIn: { readonly worker: ServiceWorker; waits: number } | undefined;
const mostWaits = 4;

/** The page; where a newer build is ready and no other tab would lose its files, that one's. */
async function open(request: Request): Promise<Response> {
  const next = scope.registration.waiting;
  if (next === null || (await windows()).length > 1) return await fromShell(request);
  if (letIn?.worker !== next) letIn = { worker: next, waits: 0 };
  // The page that is open already offers it.
  if (letIn.waits >= mostWaits) return await fromShell(request);
  next.postMessage({ takeOver: true });
  const refresh = letIn.waits++ === 0 ? "0" : "1";
  return new Response("", { headers: { refresh, "content-type": "text/html" } });
}

async function tellNews(): Promise<void> {
  for (const it of await windows()) it.postMessage({ catalogueChanged: true });
}

function answer(event: Asked): Promise<Response> | undefined {
  const { request } = event;
  const plan = planOf({
    method: request.method,
    url: request.url,
    isNavigation: request.mode === "navigate",
    saysWho: ["authorization", "apikey"].some((it) => request.headers.has(it)),
  }, { origin: location.origin, project: build.project, roots: build.roots });
  switch (plan) {
    case "shell":
      return open(request);
    case "asset":
      return fromAssets(request);
    case "photo":
      return fromPhotos(request);
    case "catalogue":
      return fromCatalogue(request, (work) => event.waitUntil(work), tellNews);
    case "network":
      return undefined;
  }
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => scope.clients.claim()));
});
scope.addEventListener("fetch", (event) => {
  const answered = answer(event);
  if (answered !== undefined) event.respondWith(answered);
});
scope.addEventListener("message", (event) => {
  const told = event.data as { readonly takeOver?: true; readonly keep?: readonly string[] };
  if (told.takeOver === true) event.waitUntil(scope.skipWaiting());
  if (told.keep !== undefined) event.waitUntil(keepAssets(told.keep).catch(() => {}));
});
