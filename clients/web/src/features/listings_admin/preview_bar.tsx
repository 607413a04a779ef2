/** Above a listing as visitors see it: that this is only how it looks, and what still hides it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { ArrowLeft, Eye, EyeOff } from "lucide-react";
import type { Listing } from "@estate/sdk";
import { LinkButton } from "../../ui/button.tsx";
import { Title } from "../../ui/page.tsx";
import { Steps } from "./steps.tsx";

/** The bar, with the page's h1. */
export function PreviewBar(
  { orgId, id, listing }: {
    readonly orgId: string;
    readonly id: string;
    readonly listing: Listing | undefined;
  },
) {
  const isOpen = listing?.status === "published";
  const Sign = isOpen ? Eye : EyeOff;
  return (
    <div
      className={`border-b ${isOpen ? "border-good bg-good-soft" : "border-warn bg-warn-soft"}`}
    >
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-3 px-4 py-4 sm:px-6 lg:flex-row lg:items-start lg:justify-between lg:gap-8">
        <div className="flex gap-3">
          <Sign
            aria-hidden="true"
            className={`mt-0.5 size-6 shrink-0 ${isOpen ? "text-good" : "text-warn"}`}
          />
          <div className="min-w-0">
            <Title small>{t`As visitors see it`}</Title>
            {listing !== undefined && <p>{whyHidden(listing.status)}</p>}
            {listing?.status === "draft" && <Steps listing={listing} />}
          </div>
        </div>
        <div className="acts shrink-0">
          <LinkButton
            look="secondary"
            to="/org/$orgId/listings/$id"
            params={{ orgId, id }}
            icon={<ArrowLeft aria-hidden="true" className="size-5" />}
          >
            <Trans>Back to the listing</Trans>
          </LinkButton>
          {isOpen && (
            <LinkButton
              look="secondary"
              to="/l/$id"
              params={{ id }}
              icon={<Eye aria-hidden="true" className="size-5" />}
            >
              <Trans>Its public page</Trans>
            </LinkButton>
          )}
        </div>
      </div>
    </div>
  );
}

/** Whether anybody else sees it, and if not, why. */
function whyHidden(status: Listing["status"]): string {
  switch (status) {
    case "draft":
      return t`Nobody but you sees it yet. It is a draft until you publish it.`;
    case "pending_review":
      return t`Nobody but you sees it yet. Estate looks at it first, then it opens.`;
    case "published":
      return t`It is open: everybody sees this.`;
    case "paused":
      return t`You hid it for now: visitors do not see it.`;
    case "stale":
      return t`Nobody confirmed for 30 days that it is still available, so visitors do not see it.`;
    case "reserved":
      return t`It is kept for somebody: visitors do not find it now.`;
    case "under_offer":
      return t`A sale is agreed: visitors do not find it now.`;
    case "suspended":
      return t`Estate took it down: visitors do not see it.`;
    case "let":
    case "sold":
    case "closed":
      return t`It is off the market: visitors do not see it any more.`;
  }
}
