/** Overdue rent and the missing bank account, each with the way to do something about it. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import type { StandingNeed } from "./standing_needs.ts";

/** One of them. */
export function StandingNeedCard(
  { orgId, need }: { readonly orgId: string; readonly need: StandingNeed },
) {
  if (need.kind === "no_account") {
    return (
      <Card title={t`No bank account is named yet`}>
        <p className="mb-3 text-muted">
          <Trans>
            What tenants pay online cannot be paid out to you before you name the account to which
            it goes.
          </Trans>
        </p>
        <LinkButton to="/org/$orgId/settings/payee" params={{ orgId }}>
          <Trans>Name your account</Trans>
        </LinkButton>
      </Card>
    );
  }
  return (
    <Card title={t`Overdue rent and charges`}>
      <p className="mb-3 flex flex-wrap items-baseline gap-x-2">
        <Money kobo={need.kobo} className="font-semibold" />
        <span className="text-muted">
          {plural(need.tenancies, { one: "owed by # tenancy", other: "owed by # tenancies" })}
        </span>
      </p>
      <LinkButton
        to="/org/$orgId/money/charges"
        params={{ orgId }}
        search={{ show: "overdue" }}
        look="secondary"
      >
        <Trans>Who owes what</Trans>
      </LinkButton>
    </Card>
  );
}
