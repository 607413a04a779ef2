/** What an organization sets once, and who works for it. */
import { t } from "@lingui/core/macro";
import { Building2, Handshake, Landmark, Stamp, Users } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkLine, LinkList } from "../../ui/link_list.tsx";
import { Page } from "../../ui/page.tsx";

/** The page. */
export function SettingsPage({ orgId }: { readonly orgId: string }) {
  const at = `/org/${orgId}/settings`;
  return (
    <WorkGate orgId={orgId} needs="organization.read" title={t`Settings`}>
      <Page title={t`Settings`}>
        <LinkList>
          <LinkLine
            to={`${at}/facts`}
            icon={<Building2 />}
            title={t`Name and address`}
            more={t`As printed on receipts, letters and notices`}
          />
          <LinkLine
            to={`${at}/team`}
            icon={<Users />}
            title={t`Team`}
            more={t`Who works for you, and what each may do`}
          />
          <LinkLine
            to={`${at}/mandates`}
            icon={<Handshake />}
            title={t`Mandates`}
            more={t`What an agency may do for an owner, until when`}
          />
          <LinkLine
            to={`${at}/payee`}
            icon={<Landmark />}
            title={t`Where the money goes`}
            more={t`The bank account that tenants' payments reach`}
          />
          <LinkLine
            to={`${at}/letterhead`}
            icon={<Stamp />}
            title={t`Letterhead`}
            more={t`What stands on letters and notices, and who signs them`}
          />
        </LinkList>
      </Page>
    </WorkGate>
  );
}
