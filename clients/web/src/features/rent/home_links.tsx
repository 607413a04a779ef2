/** Where a tenant goes from their home. */
import { t } from "@lingui/core/macro";
import type { TenancyHome } from "@estate/sdk";
import { ClipboardCheck, FileText, KeyRound, ReceiptText, ScrollText } from "lucide-react";
import { LinkLine, LinkList } from "../../ui/link_list.tsx";

/** Lines that lead on. */
export function HomeLinks({ home }: { readonly home: TenancyHome }) {
  const at = `/home/${home.id}`;
  return (
    <LinkList>
      <LinkLine
        to={`${at}/money`}
        icon={<ReceiptText />}
        title={t`Payments and receipts`}
        more={t`What was charged and paid, with every receipt as a PDF`}
      />
      <LinkLine
        to={`${at}/tenancy`}
        icon={<FileText />}
        title={t`Tenancy and papers`}
        more={t`Terms, letters and notices`}
      />
      <LinkLine
        to={`${at}/inspections`}
        icon={<ClipboardCheck />}
        title={t`Inspections`}
        more={t`What the home was like, signed by both sides`}
      />
      <LinkLine
        to={`${at}/ending`}
        icon={<KeyRound />}
        title={t`Moving out and deposit`}
        more={t`Notice, and what comes back to you`}
      />
      <LinkLine
        to="/me/record"
        icon={<ScrollText />}
        title={t`Your rental record`}
        more={t`How you paid, and who may see it`}
      />
    </LinkList>
  );
}
