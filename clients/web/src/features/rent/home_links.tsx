/** Where a tenant goes from their home. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { TenancyHome } from "@estate/sdk";
import { ChevronRight, FileText, ReceiptText } from "lucide-react";
import type { ReactNode } from "react";

const line = "flex min-h-16 items-center gap-4 px-4 py-3 text-ink hover:bg-raised sm:px-6";

/** Lines that lead on. */
export function HomeLinks({ home }: { readonly home: TenancyHome }) {
  const params = { tenancyId: home.id };
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
      <li>
        <Link to="/home/$tenancyId/money" params={params} className={line}>
          <Line
            icon={<ReceiptText />}
            title={<Trans>Payments and receipts</Trans>}
            more={<Trans>What was charged and paid, with every receipt as a PDF</Trans>}
          />
        </Link>
      </li>
      <li>
        <Link to="/home/$tenancyId/tenancy" params={params} className={line}>
          <Line
            icon={<FileText />}
            title={<Trans>Tenancy and papers</Trans>}
            more={<Trans>Terms, letters and notices</Trans>}
          />
        </Link>
      </li>
    </ul>
  );
}

function Line(
  { icon, title, more }: {
    readonly icon: ReactNode;
    readonly title: ReactNode;
    readonly more: ReactNode;
  },
) {
  return (
    <>
      <span aria-hidden="true" className="text-brand">{icon}</span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        <span className="block text-14 text-muted">{more}</span>
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
    </>
  );
}
