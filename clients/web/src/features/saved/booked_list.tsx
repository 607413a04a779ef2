/** Viewings that somebody goes to: when, where, and the way to give one back. */
import { Trans } from "@lingui/react/macro";
import type { MyViewing } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { giveBack } from "../../session/my_viewings.ts";
import { ViewingFacts } from "../../session/viewing_facts.tsx";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";

/** Nothing where nothing is booked. */
export function BookedList({ viewings }: { readonly viewings: readonly MyViewing[] }) {
  if (viewings.length === 0) return null;
  return (
    <section>
      <h2 className="mb-3 text-20 font-semibold">
        <Trans>Homes that you go to see</Trans>
      </h2>
      <ul className="flex flex-col gap-3">
        {viewings.map((it) => <Booked key={it.id} viewing={it} />)}
      </ul>
    </section>
  );
}

function Booked({ viewing }: { readonly viewing: MyViewing }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => giveBack(viewing.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["viewings"] }),
  });
  const { listing } = viewing;
  return (
    <li className="rounded-card border border-line p-4">
      <h3 className="mb-3 font-semibold leading-tight">
        {listing === null
          ? <Trans>A home</Trans>
          : (
            <Link to="/l/$id" params={{ id: listing.id }} className="hover:text-brand">
              {listing.title}
            </Link>
          )}
      </h3>
      <ViewingFacts viewingId={viewing.id} time={viewing} />
      {cancel.error !== null && (
        <div className="mt-3">
          <Problem error={cancel.error} />
        </div>
      )}
      <Button
        look="secondary"
        className="mt-3"
        busy={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        <Trans>I cannot come</Trans>
      </Button>
    </li>
  );
}
