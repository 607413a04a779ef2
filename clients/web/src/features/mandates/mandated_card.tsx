/** A mandate in force with the homes that it reaches, for the agency that has it. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ListedHome, MandatedHomes, MandatedLetting, MandatedRent } from "@estate/sdk";
import { lastDay, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { fewDaysLeft } from "./mandate_days.ts";
import { payerName, scopeWords } from "./mandate_words.ts";
import { MandatedUnitLine } from "./mandated_unit_line.tsx";

/** The card. `ours` are the mandates of the agency. */
export function MandatedCard(
  { orgId, homes: { mandate, properties }, listings, rents, lettings, ours }: {
    readonly orgId: string;
    readonly homes: MandatedHomes;
    readonly listings: readonly ListedHome[];
    readonly rents: readonly MandatedRent[];
    readonly lettings: readonly MandatedLetting[];
    readonly ours: ReadonlySet<string>;
  },
) {
  const mayList = useMay(orgId, "listings.write") && mandate.scopes.includes("list");
  const maySeeMoney = useMay(orgId, "money.read") && mandate.scopes.includes("collect");
  const maySign = useMay(orgId, "tenancies.read") && mandate.scopes.includes("sign");
  const left = fewDaysLeft(mandate.ends_on, today());
  const last = date(lastDay(mandate.ends_on));
  const fee = String(mandate.fee_bps / 100);
  const places = properties.filter(({ units }) => units.length > 0);
  return (
    <Card
      title={mandate.owner ?? t`Another organization`}
      action={left === undefined ? undefined : (
        <StatusChip meaning="warn">
          {plural(left, { one: "# day left", other: "# days left" })}
        </StatusChip>
      )}
    >
      <p>
        <span className="font-semibold">
          {mandate.scopes.map((it) => scopeWords(it).name).join(", ")}
        </span>
        {", "}
        <Trans>until {last}</Trans>
      </p>
      <p className="text-14 text-muted">
        {t`Your fee: ${fee}%, paid by: ${payerName(mandate.fee_payer)}`}
      </p>
      {places.length === 0
        ? (
          <p className="mt-4 text-muted">
            {properties.length === 0
              ? <Trans>None of it is yours to use: ask an owner or manager of your agency.</Trans>
              : <Trans>The owner has not added its units yet.</Trans>}
          </p>
        )
        : places.map(({ id, name, street, area, units }) => (
          <section key={id} className="mt-4">
            <h3 className="font-semibold">{name}</h3>
            <p className="text-14 text-muted">{[street, area].join(", ")}</p>
            <ul className="mt-1">
              {units.map((unit) => (
                <MandatedUnitLine
                  key={unit.id}
                  orgId={orgId}
                  unit={unit}
                  listings={listings}
                  ours={ours}
                  mayList={mayList}
                  lettings={maySign ? lettings.filter(({ unit_id }) => unit_id === unit.id) : []}
                  rent={maySeeMoney ? rents.find(({ unit_id }) => unit_id === unit.id) : undefined}
                />
              ))}
            </ul>
          </section>
        ))}
      <div className="mt-4 acts">
        {maySeeMoney && (
          <LinkButton look="secondary" to="/org/$orgId/money/owners" params={{ orgId }}>
            <Trans>What you collected</Trans>
          </LinkButton>
        )}
        {maySign && (
          <LinkButton look="secondary" to="/org/$orgId/lettings" params={{ orgId }}>
            <Trans>The tenancies</Trans>
          </LinkButton>
        )}
        <LinkButton look="secondary" to="/org/$orgId/settings/mandates" params={{ orgId }}>
          <Trans>The mandate</Trans>
        </LinkButton>
      </div>
    </Card>
  );
}
