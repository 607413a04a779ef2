/** Searches that are watched: opened, paused, forgotten. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { SavedSearch } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LinkButton } from "../../ui/button.tsx";
import { Button } from "../../ui/button.tsx";
import { relative } from "../../format/relative.ts";
import { problemWords } from "../../ui/problem_words.ts";
import { StatusChip } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { searchOf } from "./saved_search_address.ts";
import { forgetSearch, setActive } from "./saved_query.ts";

/** Nothing where none is watched. */
export function SearchList(
  { searches, userId }: { readonly searches: readonly SavedSearch[]; readonly userId: string },
) {
  const queries = useQueryClient();
  const done = {
    onSuccess: () => queries.invalidateQueries({ queryKey: ["saved", userId] }),
    onError: (error: unknown) => toast(problemWords(error).title),
  };
  const pausing = useMutation({
    mutationFn: (it: SavedSearch) => setActive(it.id, !it.is_active),
    ...done,
  });
  const forgetting = useMutation({ mutationFn: (it: SavedSearch) => forgetSearch(it.id), ...done });
  if (searches.length === 0) return null;
  return (
    <section>
      <h2 className="mb-3 text-20 font-semibold">
        <Trans>Watched for you</Trans>
      </h2>
      <ul className="flex flex-col gap-3">
        {searches.map((it) => (
          <li key={it.id} className="rounded-card border border-line p-4">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <h3 className="font-semibold">{it.name}</h3>
              {it.is_active
                ? (
                  <StatusChip meaning="good">
                    <Trans>Watched</Trans>
                  </StatusChip>
                )
                : (
                  <StatusChip meaning="wait">
                    <Trans>Paused</Trans>
                  </StatusChip>
                )}
            </div>
            <p className="mt-1 text-14 text-muted">
              {it.last_matched_at === null
                ? <Trans>Nothing new so far</Trans>
                : <Trans>Last found {relative(it.last_matched_at)}</Trans>}
            </p>
            <div className="mt-3 acts">
              <LinkButton look="secondary" to="/search" search={searchOf(it)}>
                <Trans>Show homes</Trans>
              </LinkButton>
              <Button look="quiet" onClick={() => pausing.mutate(it)}>
                {it.is_active ? t`Pause` : t`Watch again`}
              </Button>
              <Button look="quiet" onClick={() => forgetting.mutate(it)}>
                <Trans>Forget it</Trans>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
