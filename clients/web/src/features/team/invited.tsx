/** The link of an invitation, to be handed over: it is shown this once. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Copy, Share2 } from "lucide-react";
import { useState } from "react";
import type { NewInvitation } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** What came of it. */
export function Invited(
  { invitation, way, onDone }: {
    readonly invitation: NewInvitation;
    readonly way: "phone" | "email";
    readonly onDone: () => void;
  },
) {
  const [copied, setCopied] = useState<boolean>();
  // What stands after # no server is asked for.
  const link = `${location.origin}/invitations#${invitation.token}`;
  const share = async () => {
    const text = t`You are invited to work with us on Estate: ${link}`;
    if (navigator.share === undefined) {
      open(`https://wa.me/?text=${encodeURIComponent(text)}`, "_blank", "noopener");
    } else await navigator.share({ text }).catch(() => {});
  };
  return (
    <div className="flex flex-col gap-4">
      <Callout
        meaning="good"
        role="status"
        title={way === "phone" ? t`An SMS is on its way` : t`An e-mail is on its way`}
      >
        <p>
          <Trans>
            You may hand the link over yourself too. It is shown this once, and good until{" "}
            {dateTime(invitation.expires_at)}.
          </Trans>
        </p>
      </Callout>
      <p className="break-all rounded-control bg-raised p-3 text-14">{link}</p>
      <div className="acts">
        <Button
          look="secondary"
          icon={<Share2 aria-hidden="true" className="size-5" />}
          onClick={() => void share()}
        >
          <Trans>Share the link</Trans>
        </Button>
        <Button
          look="secondary"
          icon={<Copy aria-hidden="true" className="size-5" />}
          onClick={() =>
            void navigator.clipboard.writeText(link).then(() => setCopied(true))
              .catch(() => setCopied(false))}
        >
          {copied === true ? <Trans>Copied</Trans> : <Trans>Copy it</Trans>}
        </Button>
        <Button onClick={onDone}>
          <Trans>Done</Trans>
        </Button>
      </div>
      {copied === false && (
        <p role="alert" className="text-14 text-bad">
          {t`Your browser does not let us copy it: press long on the link instead.`}
        </p>
      )}
    </div>
  );
}
