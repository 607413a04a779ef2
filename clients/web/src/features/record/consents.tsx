/** Requests to answer, consents that hold, and those that are over. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OwnConsent } from "@estate/sdk";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { relative } from "../../format/relative.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ConsentStatus } from "./consent_status.tsx";

/** Newest first, what waits above. */
export function Consents({ consents }: { readonly consents: readonly OwnConsent[] }) {
  const waiting = consents.filter((it) => it.status === "requested");
  const others = consents.filter((it) => it.status !== "requested");
  if (consents.length === 0) {
    return (
      <p className="text-muted">
        <Trans>
          Nobody. Share it with a landlord or agency that you deal with, for as long as you like.
        </Trans>
      </p>
    );
  }
  return (
    <ul className="divide-y divide-line">
      {[...waiting, ...others].map((it) => (
        <li key={it.id} className="py-3 first:pt-0 last:pb-0">
          <Consent consent={it} />
        </li>
      ))}
    </ul>
  );
}

function Consent({ consent }: { readonly consent: OwnConsent }) {
  const { id, organization, status, purpose, expires_at: until, views } = consent;
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{organization}</h3>
        <ConsentStatus status={status} />
      </div>
      {consent.was_asked && (
        <p>
          <Trans>What for: {purpose}</Trans>
        </p>
      )}
      {status === "granted" && until !== null && (
        <p className="text-14 text-muted">
          {consent.includes_rent
            ? <Trans>Until {dateOf(until)}, with the amounts of rent</Trans>
            : <Trans>Until {dateOf(until)}, without the amounts of rent</Trans>}
        </p>
      )}
      {consent.answered_at !== null && (
        <p className="text-14 text-muted">
          {views === 0 || consent.last_viewed_at === null
            ? <Trans>Nobody there has looked at it</Trans>
            : (
              <>
                {plural(views, { one: "Looked at once", other: "Looked at # times" })}
                {" · "}
                {relative(consent.last_viewed_at)}
              </>
            )}
        </p>
      )}
      {status === "requested" && (
        <div className="mt-3 acts">
          <LinkButton to="/me/record" search={{ share: id }} resetScroll={false}>
            <Trans>Let them see it</Trans>
          </LinkButton>
          <End consent={consent} />
        </div>
      )}
      {status === "granted" && (
        <div className="mt-3 acts">
          <End consent={consent} />
        </div>
      )}
    </div>
  );
}

/** Refuses a request, or takes a consent back; asked twice, for they may not ask again for 30 days. */
function End({ consent: { id, status } }: { readonly consent: OwnConsent }) {
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const end = useMutation({
    mutationFn: async () => {
      const { client, answerHistoryRequest, revokeHistory } = await sdk();
      if (status === "requested") await answerHistoryRequest(client, id, false);
      else await revokeHistory(client, id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["history"] }),
  });
  const first = status === "requested" ? t`No` : t`Take it back`;
  const second = status === "requested" ? t`Refuse it` : t`They may not see it any more`;
  return (
    <>
      {end.error !== null && <Problem error={end.error} />}
      <Button
        look={sure ? "danger" : "secondary"}
        busy={end.isPending}
        onClick={() => sure ? end.mutate() : setSure(true)}
      >
        {sure ? second : first}
      </Button>
      {sure && (
        <Button look="quiet" onClick={() => setSure(false)}>
          <Trans>Not now</Trans>
        </Button>
      )}
    </>
  );
}
