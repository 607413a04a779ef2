/** The code by which an owner gives this agency a mandate. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Share2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";

/** The card. */
export function AgencyCode({ orgId, name }: { readonly orgId: string; readonly name: string }) {
  const share = async () => {
    const text =
      t`To let ${name} act for you on Estate, give us a mandate: Settings, Mandates. Our code is ${orgId}`;
    if (navigator.share === undefined) {
      open(`https://wa.me/?text=${encodeURIComponent(text)}`, "_blank", "noopener");
    } else await navigator.share({ text }).catch(() => {});
  };
  return (
    <Card title={t`Your code`}>
      <p className="mb-3 text-muted">
        <Trans>Owners give you a mandate with it.</Trans>
      </p>
      <p className="mb-3 break-all rounded-control bg-raised p-3 text-14">{orgId}</p>
      <Button
        look="secondary"
        icon={<Share2 aria-hidden="true" className="size-5" />}
        onClick={() => void share()}
      >
        <Trans>Send it to an owner</Trans>
      </Button>
    </Card>
  );
}
