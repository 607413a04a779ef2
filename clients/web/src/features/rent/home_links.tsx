/** Where a tenant goes from their home. */
import { t } from "@lingui/core/macro";
import type { TenancyHome } from "@estate/sdk";
import { FileText, ReceiptText } from "lucide-react";
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
    </LinkList>
  );
}
