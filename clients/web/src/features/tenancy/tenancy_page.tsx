/** A tenancy: its terms, who lives there, how it ends, and every letter and notice. */
import { t } from "@lingui/core/macro";
import { homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { Page } from "../../ui/page.tsx";
import { Papers } from "./papers.tsx";
import { People } from "./people.tsx";
import { Terms } from "./terms.tsx";
import { NoticeGiven } from "./notice_given.tsx";

/** The page. */
export function TenancyPage({ tenancyId }: { readonly tenancyId: string }) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Tenancy and papers`}>
      {(home) => (
        <Page title={t`Tenancy and papers`} lead={homeName(home)}>
          <div className="flex flex-col gap-4">
            <NoticeGiven home={home} />
            <Terms home={home} />
            <People home={home} />
            <Papers home={home} />
          </div>
        </Page>
      )}
    </HomeGate>
  );
}
