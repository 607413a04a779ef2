/** Agencies that were found, to choose one: what was checked of each, and how much it lists. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import type { FoundAgency } from "@estate/sdk";
import { ShieldCheck } from "lucide-react";
import { Problem } from "../../ui/problem.tsx";
import { checkLines, whereAndHowMany } from "./agency_words.ts";

type Shown = Pick<FoundAgency, "name"> & Partial<FoundAgency>;

/** An agency in a few lines; of one that a draft knows the name alone. */
export function AgencyFacts({ agency }: { readonly agency: Shown }) {
  const { name, checked, live_listings: count, area = null, state = null } = agency;
  return (
    <>
      <span className="block font-semibold">{name}</span>
      {count !== undefined && (
        <span className="block text-14 text-muted">
          {whereAndHowMany({ area, state, live_listings: count })}
        </span>
      )}
      {checked !== undefined && checked.length === 0 && (
        <span className="block text-14 text-muted">
          <Trans>Nothing was checked of it yet</Trans>
        </span>
      )}
      {checkLines({ checked: checked ?? [] }).map((it) => (
        <span key={it} className="flex items-start gap-1 text-14 text-good">
          <ShieldCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {it}
        </span>
      ))}
    </>
  );
}

/** They; `words` is empty while somebody types. */
export function AgencyList(
  { words, query, except, onChoose }: {
    readonly words: string;
    readonly query: UseQueryResult<readonly FoundAgency[]>;
    readonly except: string;
    readonly onChoose: (agency: FoundAgency) => void;
  },
) {
  const found = words === "" ? undefined : query.data?.filter(({ org_id }) => org_id !== except);
  const count = found?.length ?? 0;
  return (
    <div className="mt-2">
      <p role="status" className="text-14 text-muted">
        {query.error !== null
          ? ""
          : found === undefined
          ? <Trans>Looking…</Trans>
          : count === 0
          ? (
            <Trans>
              No agency of that name, and none that lists homes there. Ask yours for its code.
            </Trans>
          )
          : plural(count, { one: "# agency found", other: "# agencies found" })}
      </p>
      {query.error !== null && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {found !== undefined && count > 0 && (
        <ul aria-label={t`Agencies`} className="mt-2 flex flex-col gap-2">
          {found.map((it) => (
            <li key={it.org_id}>
              <button
                type="button"
                onClick={() => onChoose(it)}
                className="min-h-11 w-full rounded-control border border-line p-3 text-left hover:bg-raised"
              >
                <AgencyFacts agency={it} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
