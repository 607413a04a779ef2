/** The page's side of the worker (src/sw): puts it in, tells it what to keep, and hears of new builds. */

/** What the app does about it. */
export interface WorkerHooks {
  /** A newer build is ready; `use` shows the app in it. */
  onNewVersion(use: () => void): void;
  /** What visitors read says something else now than what was shown from the phone. */
  onCatalogueChanged(): void;
}

const hour = 3_600_000;

/** Files of the app that this page has loaded, before there was a worker too. */
const loaded = (): readonly string[] =>
  performance.getEntriesByType("resource").map(({ name }) => new URL(name))
    .filter((it) => it.origin === location.origin && it.pathname.startsWith("/assets/"))
    .map((it) => it.pathname);

/** From now on. Not before the page has what it shows: the line is for that first. */
export function followWorker(hooks: WorkerHooks): void {
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  let isAsked = false;
  let hadWorker = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (isAsked) return location.reload();
    // Another tab let a newer build in: this one still runs the old.
    if (hadWorker) hooks.onNewVersion(() => location.reload());
    hadWorker = true;
    keepLoaded();
  });
  serviceWorker.addEventListener("message", ({ data }: MessageEvent) => {
    if ((data as { catalogueChanged?: true }).catalogueChanged) hooks.onCatalogueChanged();
  });
  const keepLoaded = () => serviceWorker.controller?.postMessage({ keep: loaded() });

  const follow = async () => {
    const registration = await serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const offer = () => {
      // The first one takes no older one's place.
      if (registration.waiting === null || registration.active === null) return;
      hooks.onNewVersion(() => {
        isAsked = true;
        if (registration.waiting === null) location.reload();
        else registration.waiting.postMessage({ takeOver: true });
      });
    };
    const watch = () => {
      // On a busy phone it may be ready before this is run.
      if (registration.installing === null) offer();
      else registration.installing.addEventListener("statechange", offer);
    };
    registration.addEventListener("updatefound", watch);
    watch();
    keepLoaded();
    let looked = Date.now();
    const look = () => {
      if (document.visibilityState !== "visible" || Date.now() - looked < hour) return;
      looked = Date.now();
      void registration.update().catch(() => {});
    };
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
    // A part of the app that the host no longer has: there is a newer build.
    addEventListener("vite:preloadError", () => void registration.update().catch(() => {}));
  };
  const begin = () => setTimeout(() => void follow().catch(() => {}), 1_000);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
