/** A booked viewing: when, where exactly, and the way back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { giveBack } from "../../session/my_viewings.ts";
import { ViewingFacts } from "../../session/viewing_facts.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** `onGivenBack` is called once the seat is free again. */
export function Booked(
  { listingId, viewingId, time, onGivenBack }: {
    readonly listingId: string;
    readonly viewingId: string;
    readonly time: { readonly starts_at: string; readonly ends_at: string };
    readonly onGivenBack: () => void;
  },
) {
  const cancel = useMutation({
    mutationFn: () => giveBack(viewingId),
    onSuccess: onGivenBack,
  });
  return (
    <Page title={t`You are expected`}>
      <Callout meaning="good" role="status">
        <p>
          <Trans>Your place is booked. You are told if anything changes.</Trans>
        </p>
      </Callout>
      <Card className="mt-4">
        <ViewingFacts viewingId={viewingId} time={time} />
      </Card>
      {cancel.error !== null && (
        <div className="mt-4">
          <Problem error={cancel.error} />
        </div>
      )}
      <div className="mt-6 acts">
        <LinkButton look="secondary" to="/l/$id" params={{ id: listingId }}>
          <Trans>Back to the home</Trans>
        </LinkButton>
        <Button look="secondary" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          <Trans>I cannot come</Trans>
        </Button>
      </div>
    </Page>
  );
}
