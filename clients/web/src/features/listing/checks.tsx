/** What was checked and when, of the home and of who lists it; and how fresh the listing is. Never a bare "verified". */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleCheck, CircleDashed, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { date, dateOf } from "../../format/date.ts";
import { relative } from "../../format/relative.ts";
import { checkName } from "./check_words.ts";
import type { ViewedListing } from "./listing_view.tsx";

/** The list. What was not checked is said too. */
export function Checks({ listing }: { readonly listing: ViewedListing }) {
  const since = relative(listing.confirmed_at);
  const who = listing.listed_by;
  const day = dateOf(listing.confirmed_at);
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-20 font-semibold">
        <Trans>What was checked</Trans>
      </h2>
      <ul className="flex flex-col gap-3">
        {listing.checked.map((it) => (
          <Line key={it.what} done>
            {it.on === null
              ? t`Title papers, searched in the registry: clean`
              : t`Title papers, searched in the registry on ${date(it.on)}: clean`}
          </Line>
        ))}
        {listing.checked.length === 0 && (
          <Line>
            <Trans>The title papers have not been checked by Estate.</Trans>
          </Line>
        )}
        {listing.listed_by_checked?.map((it) => (
          <Line key={it.what} done>
            {checkName(it.what)} <span className="text-muted">· {date(it.on)}</span>
          </Line>
        ))}
        {listing.listed_by_checked?.length === 0 && (
          <Line>
            <Trans>Who lists it has not been checked by Estate.</Trans>
          </Line>
        )}
        <li className="flex items-start gap-2">
          <Clock aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
          <span>
            {listing.purpose === "sale"
              ? (
                <Trans>
                  {who} confirmed {since} that it is still for sale ({day}).
                </Trans>
              )
              : (
                <Trans>
                  {who} confirmed {since} that it is still free ({day}).
                </Trans>
              )}
          </span>
        </li>
      </ul>
    </section>
  );
}

function Line({ done, children }: { readonly done?: boolean; readonly children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      {done
        ? <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
        : <CircleDashed aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />}
      <span className={done ? "" : "text-muted"}>{children}</span>
    </li>
  );
}
