/** A tenancy or a renewal that is offered: its terms, yes or no. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { OfferTerms } from "./offer_terms.tsx";

/** The offer. Declining asks once more: it cannot be taken back. */
export function OfferAnswer(
  { home, isRenewal }: { readonly home: TenancyHome; readonly isRenewal: boolean },
) {
  const queries = useQueryClient();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const after = () =>
    Promise.all(
      ["hats", "tenancy", "charges"].map((topic) =>
        queries.invalidateQueries({ queryKey: [topic] })
      ),
    );
  const accept = useMutation({
    mutationFn: async () => {
      const { client, acceptTenancy } = await sdk();
      await acceptTenancy(client, home.id);
    },
    onSuccess: after,
  });
  const decline = useMutation({
    mutationFn: async () => {
      const { client, declineTenancy } = await sdk();
      await declineTenancy(client, home.id, reason.trim() === "" ? undefined : reason.trim());
    },
    onSuccess: after,
  });
  const error = accept.error ?? decline.error;
  const landlord = home.landlord.name;
  return (
    <div>
      <p className="mb-3 font-semibold">
        {isRenewal
          ? <Trans>{landlord} offers to renew your tenancy</Trans>
          : <Trans>{landlord} offers you this home</Trans>}
      </p>
      <OfferTerms home={home} />
      {error !== null && <Problem error={error} />}
      {declining && (
        <div className="mb-3">
          <TextField
            name="reason"
            label={t`Why not?`}
            optional
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={300}
          />
        </div>
      )}
      <div className="acts">
        {declining
          ? (
            <>
              <Button look="danger" busy={decline.isPending} onClick={() => decline.mutate()}>
                <Trans>Decline it</Trans>
              </Button>
              <Button look="quiet" onClick={() => setDeclining(false)}>
                <Trans>Leave it</Trans>
              </Button>
            </>
          )
          : (
            <>
              <Button busy={accept.isPending} onClick={() => accept.mutate()}>
                <Trans>Accept</Trans>
              </Button>
              <Button look="quiet" onClick={() => setDeclining(true)}>
                <Trans>Decline</Trans>
              </Button>
            </>
          )}
      </div>
    </div>
  );
}
