/** A newer build is offered, never forced, and not to somebody in the middle of a form. */
import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import { isMidForm, noteTyping } from "../offline/mid_form.ts";
import { followWorker } from "../offline/worker.ts";
import { toast } from "../ui/toast.tsx";

/** What visitors read: the first parts of the keys of their queries. */
const catalogueKeys = ["search", "facets", "listing", "listing title", "places", "areas"] as const;

/** From now on; `onNavigated` calls what it is given after each change of screen. */
export function followNewVersions(
  queries: QueryClient,
  onNavigated: (then: () => void) => void,
): void {
  let waits: (() => void) | undefined;
  const offer = () => {
    if (waits === undefined || isMidForm(location.pathname)) return;
    const use = waits;
    waits = undefined;
    toast(t`A new version of Estate is ready.`, { label: t`Use it now`, run: use });
  };
  addEventListener("input", ({ target }) => {
    if (target instanceof Element) noteTyping(target, location.pathname);
  });
  onNavigated(offer);
  followWorker({
    onNewVersion(use) {
      waits = use;
      offer();
    },
    onCatalogueChanged: () => {
      for (const key of catalogueKeys) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
