/** Having one's account deleted: how it stands, and what it means before one asks. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Erasure } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dateTime } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { erasureQuery, takeErasureBack } from "./data_query.ts";
import { ErasurePreview } from "./erasure_preview.tsx";
import { Refusal } from "./refusal.tsx";

/** The card. */
export function ErasureCard() {
  const erasure = useQuery(erasureQuery());
  const [looks, setLooks] = useState(false);
  return (
    <Card title={t`Delete your account`}>
      <Loaded query={erasure} skeleton={<Skeleton className="h-16" />}>
        {(request) =>
          request !== null && (request.state === "cooling_off" || request.state === "due" ||
              request.state === "waits_for_staff")
            ? <Waiting request={request} />
            : (
              <>
                <p className="mb-4 text-muted">
                  <Trans>
                    You see first what would be deleted, what we must keep, why and until when.
                  </Trans>
                </p>
                {looks
                  ? <ErasurePreview onDone={() => setLooks(false)} />
                  : (
                    <Button look="secondary" onClick={() => setLooks(true)}>
                      <Trans>See what it means</Trans>
                    </Button>
                  )}
              </>
            )}
      </Loaded>
    </Card>
  );
}

function Waiting({ request }: { readonly request: Erasure }) {
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: takeErasureBack,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["privacy"] }),
  });
  const when = dateTime(request.erase_at);
  return (
    <>
      <Callout
        meaning="warn"
        // That staff look at something is not said: what is open may be a report that the person is not to know of.
        title={Date.parse(request.erase_at) <= Date.now()
          ? <Trans>Your account is about to be deleted</Trans>
          : <Trans>Your account is deleted on {when}</Trans>}
      >
        {request.decision_reason !== null && <p>{request.decision_reason}</p>}
        <p className="mb-3">
          <Trans>Until then you can take it back, and all stays as it is.</Trans>
        </p>
        <Button busy={back.isPending} onClick={() => back.mutate()}>
          <Trans>Keep my account</Trans>
        </Button>
      </Callout>
      <Refusal error={back.error} />
    </>
  );
}
