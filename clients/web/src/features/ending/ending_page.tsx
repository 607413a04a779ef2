/** How a tenancy comes to its end: notice, what is still to be done, and the deposit. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import type { TenancyHome } from "@estate/sdk";
import { lazy, Suspense } from "react";
import { date } from "../../format/date.ts";
import { homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { Page } from "../../ui/page.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { DepositCard } from "./deposit_card.tsx";
import { mayGive } from "./may_give.ts";
import { NoticeCard } from "./notice_card.tsx";
import { Steps } from "./steps.tsx";

const NoticeSheet = lazy(() => import("./notice_sheet.tsx"));

/** What the address says: whether notice is being given. */
export interface EndingAddress {
  readonly give?: "notice";
}

/** The page. */
export function EndingPage(
  { tenancyId, give }: { readonly tenancyId: string } & EndingAddress,
) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Moving out and deposit`}>
      {(home) => (
        <Page title={t`Moving out and deposit`} lead={homeName(home)}>
          <div className="flex flex-col gap-4">
            {home.ended_on !== null && (
              <Callout
                meaning="info"
                title={<Trans>You gave the home back on {date(home.ended_on)}</Trans>}
              />
            )}
            <NoticeCard home={home} />
            {home.status === "notice_given" && <Steps home={home} />}
            <DepositCard home={home} />
          </div>
          {give === "notice" && <Giving home={home} />}
        </Page>
      )}
    </HomeGate>
  );
}

function Giving({ home }: { readonly home: TenancyHome }) {
  const navigate = useNavigate();
  if (!mayGive(home)) return null;
  return (
    <Suspense>
      <NoticeSheet
        home={home}
        onClose={() =>
          void navigate({
            to: "/home/$tenancyId/ending",
            params: { tenancyId: home.id },
            search: {},
            replace: true,
            resetScroll: false,
          })}
      />
    </Suspense>
  );
}
