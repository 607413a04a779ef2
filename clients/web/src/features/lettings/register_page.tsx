/** Registers a tenant who lives there already, or is about to, without an application. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { RegisterForm } from "./register_form.tsx";
import { freeHomesQuery } from "./register_query.ts";

/** The page. */
export function RegisterPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="tenancies.write" title={t`Register a tenant`}>
      <RegisterScreen orgId={orgId} />
    </WorkGate>
  );
}

function RegisterScreen({ orgId }: { readonly orgId: string }) {
  const query = useQuery(freeHomesQuery(orgId));
  return (
    <Page
      title={t`Register a tenant`}
      lead={t`For who lives there already, or comes without an application.`}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(homes) =>
          homes.length === 0
            ? (
              <EmptyState
                icon={<KeyRound className="size-6" />}
                title={t`No home is free`}
                action={
                  <LinkButton to="/org/$orgId/homes" params={{ orgId }}>
                    <Trans>To the homes</Trans>
                  </LinkButton>
                }
              >
                <Trans>Every home is let, held or sold. Add a home first.</Trans>
              </EmptyState>
            )
            : <RegisterForm orgId={orgId} homes={homes} />}
      </Loaded>
    </Page>
  );
}
