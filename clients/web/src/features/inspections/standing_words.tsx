/** How an inspection stands, in words, and the two answers to it. */
import { Trans } from "@lingui/react/macro";
import type { Inspection, InspectionSignature, TenancyHome } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import type { Standing as HowItStands } from "./standing.ts";

/** A box with what is to be done. */
export function Standing(
  { standing, signatures }: {
    readonly standing: HowItStands;
    readonly signatures: readonly InspectionSignature[];
  },
) {
  const last = signatures.at(-1);
  switch (standing) {
    case "to_sign":
      return (
        <Callout
          meaning="warn"
          role="status"
          title={<Trans>It waits for your signature</Trans>}
        >
          <Trans>
            Go through each line with the home before you. Add photos of your own where they matter:
            what is written here decides about your deposit.
          </Trans>
        </Callout>
      );
    case "waits":
      return (
        <Callout meaning="info" role="status" title={<Trans>You have signed</Trans>}>
          <Trans>It counts once the others have signed too. You hear of it here.</Trans>
        </Callout>
      );
    case "open":
      return (
        <Callout
          meaning="warn"
          role="status"
          title={<Trans>Somebody says that it is not right</Trans>}
        >
          <Trans>Your landlord corrects it and offers it again. Nothing is signed till then.</Trans>
        </Callout>
      );
    case "signed":
      return (
        <Callout
          meaning="good"
          role="status"
          title={last === undefined
            ? <Trans>Signed by both sides</Trans>
            : <Trans>Signed by both sides on {dateOf(last.signed_at)}</Trans>}
        >
          <Trans>Nobody can change it any more.</Trans>
        </Callout>
      );
    case "cancelled":
      return (
        <Callout meaning="wait" role="status" title={<Trans>It was cancelled</Trans>}>
          <Trans>It counts for nothing.</Trans>
        </Callout>
      );
  }
}

/** Yes or no; each opens a sheet that Back closes. */
export function Answers(
  { home, inspection }: { readonly home: TenancyHome; readonly inspection: Inspection },
) {
  const to = {
    to: "/home/$tenancyId/inspections/$id",
    params: { tenancyId: home.id, id: inspection.id },
    resetScroll: false,
  } as const;
  return (
    <div className="acts">
      <LinkButton {...to} search={{ say: "sign" }} className="grow">
        <Trans>It is right: sign</Trans>
      </LinkButton>
      <LinkButton {...to} search={{ say: "refuse" }} look="secondary" className="grow">
        <Trans>Something is not right</Trans>
      </LinkButton>
    </div>
  );
}
