/** Homes that somebody keeps; those that left the market say so, and what they cost. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Favourite } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { HeartOff } from "lucide-react";
import { bedroomsWord, kindName, periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { problemWords } from "../../ui/problem_words.ts";
import { StatusChip } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { letGo } from "./saved_query.ts";

/** Nothing where nothing is kept. */
export function KeptList(
  { kept }: { readonly kept: readonly Favourite[] },
) {
  const queries = useQueryClient();
  const going = useMutation({
    mutationFn: letGo,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["saved"] }),
    onError: (error) => toast(problemWords(error).title),
  });
  if (kept.length === 0) return null;
  return (
    <section>
      <h2 className="mb-3 text-20 font-semibold">
        <Trans>Maybe</Trans>
      </h2>
      <ul className="flex flex-col gap-3">
        {kept.map((it) => (
          <li
            key={it.listing_id}
            className="relative flex items-start gap-2 rounded-card border border-line p-4 hover:border-edge"
          >
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-1.5">
                <span className="money text-18 font-bold">{naira(it.price_kobo ?? 0)}</span>
                <span className="text-14 text-muted">
                  {it.price_per === null ? "" : periodName(it.price_per)}
                </span>
              </p>
              <h3 className="font-semibold leading-tight">
                {it.is_available === true
                  ? (
                    <Link
                      to="/l/$id"
                      params={{ id: it.listing_id ?? "" }}
                      className="outline-none after:absolute after:inset-0 focus-visible:after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-focus"
                    >
                      {it.title}
                    </Link>
                  )
                  : it.title}
              </h3>
              <p className="text-14 text-muted">
                {[
                  it.kind === null ? "" : kindName(it.kind),
                  (it.bedrooms ?? 0) > 0 ? bedroomsWord(it.bedrooms ?? 0) : "",
                  it.area ?? "",
                ].filter((word) => word !== "").join(" · ")}
              </p>
              {it.is_available !== true && (
                <p className="mt-2">
                  <StatusChip meaning="warn">
                    <Trans>Off the market</Trans>
                  </StatusChip>
                </p>
              )}
            </div>
            <button
              type="button"
              aria-label={t`Let go of ${it.title ?? ""}`}
              onClick={() => going.mutate(it.listing_id ?? "")}
              className="relative grid size-11 shrink-0 place-items-center rounded-control hover:bg-raised"
            >
              <HeartOff aria-hidden="true" className="size-5" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
