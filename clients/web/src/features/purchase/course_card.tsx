/** The stations of a sale, as a line of time. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Sale } from "@estate/sdk";
import { CircleCheck, CircleDashed, CircleDot, CircleX } from "lucide-react";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { courseOf, type Station, type Stop } from "./course.ts";

const signs = {
  done: <CircleCheck aria-hidden="true" className="size-6 text-good" />,
  next: <CircleDot aria-hidden="true" className="size-6 text-brand" />,
  later: <CircleDashed aria-hidden="true" className="size-6 text-muted" />,
  never: <CircleX aria-hidden="true" className="size-6 text-muted" />,
} as const;

/** The card. */
export function CourseCard({ sale }: { readonly sale: Sale }) {
  const names: Readonly<Record<Station, string>> = {
    agreed: t`Price agreed`,
    signed: t`Contract of sale signed`,
    closed: t`Completed: the home is yours`,
  };
  return (
    <Card title={<Trans>Course of the sale</Trans>}>
      <ol className="flex flex-col gap-4">
        {courseOf(sale).map((it) => (
          <li key={it.station} className="flex items-start gap-3">
            <span className="shrink-0">{signs[it.state]}</span>
            <span>
              <span className={`block ${it.state === "done" ? "font-semibold" : ""}`}>
                {names[it.station]}
              </span>
              <span className="block text-14 text-muted">
                <Note stop={it} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      {sale.deed_reference !== null && (
        <p className="mt-4">
          <Trans>Reference of the deed: {sale.deed_reference}</Trans>
        </p>
      )}
    </Card>
  );
}

function Note({ stop: { station, state, on } }: { readonly stop: Stop }) {
  if (on !== null) return date(on);
  if (state === "never") return <Trans>Not any more</Trans>;
  if (station === "signed") {
    return (
      <Trans>
        Have a solicitor of your own read it before you sign. The seller records the day, and the
        deposit is due then.
      </Trans>
    );
  }
  return <Trans>With the balance paid, the deed is handed over.</Trans>;
}
