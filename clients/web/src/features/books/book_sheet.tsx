/** Says which charges a row of a statement pays: one transfer for several, or for a part of one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import type { StatementRow } from "@estate/sdk";
import { useState } from "react";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { against, isMeant } from "./likely.ts";
import { Sum } from "./row_sum.tsx";
import type { OpenCharge } from "./statement_query.ts";
import { useDecideRow } from "./use_decide_row.ts";

/** At once on the screen: whoever has more types a name. */
const most = 40;

/** The sheet; `onClose` also when it is said. */
export default function BookSheet(
  { row, charges, onClose }: {
    readonly row: StatementRow;
    readonly charges: readonly OpenCharge[];
    readonly onClose: () => void;
  },
) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const decide = useDecideRow(row.id, onClose);
  const looksKnown = decide.error instanceof EstateError &&
    decide.error.code === "statement.same_money";
  const idOf = ({ charge }: OpenCharge) => charge.charge_id ?? "";
  // A payment is of one tenancy, sale or application.
  const debt = (it: OpenCharge) =>
    it.charge.tenancy_id ?? it.charge.sale_id ?? it.charge.application_id;
  const first = charges.find((it) => idOf(it) === chosen[0]);
  const fits = charges.filter((it) =>
    chosen.includes(idOf(it)) ||
    (first === undefined || debt(it) === debt(first)) &&
      isMeant(typed, it.tenants, it.home?.property, it.home?.unit, chargeKind(it.charge.kind))
  );
  const sum = against(
    row.amount_kobo,
    charges.filter((it) => chosen.includes(idOf(it))).map(({ charge }) => charge.payable_kobo ?? 0),
  );
  const book = (isOtherMoney: boolean) =>
    decide.mutate({ decision: { is: "charges", chargeIds: chosen }, isOtherMoney });
  return (
    <Sheet
      title={t`What does it pay?`}
      isOpen
      onClose={onClose}
      footer={
        <div className="flex w-full flex-col gap-3">
          <Sum sum={sum} came={row.amount_kobo} />
          <Button
            wide
            disabled={chosen.length === 0}
            busy={decide.isPending}
            onClick={() => book(false)}
          >
            <Trans>It pays these: confirm</Trans>
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3">
        <TextField
          name="find"
          type="search"
          label={t`Tenant or home`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {fits.length === 0 && (
          <p className="text-muted">
            <Trans>No open charge is called so.</Trans>
          </p>
        )}
        <ul>
          {fits.slice(0, most).map((it) => (
            <li key={idOf(it)} className="border-t border-line first:border-t-0">
              <Checkbox
                label={
                  <span className="flex flex-wrap justify-between gap-x-3">
                    <span>{it.tenants === "" ? t`Not a tenant now` : it.tenants}</span>
                    <Money kobo={it.charge.payable_kobo ?? 0} className="font-semibold" />
                  </span>
                }
                hint={t`${chargeKind(it.charge.kind)}, due ${date(it.charge.due_on ?? "")}`}
                checked={chosen.includes(idOf(it))}
                onChange={(event) =>
                  setChosen(
                    event.target.checked
                      ? [...chosen, idOf(it)]
                      : chosen.filter((id) =>
                        id !== idOf(it)
                      ),
                  )}
              />
            </li>
          ))}
        </ul>
        {decide.error !== null && (
          <Problem error={decide.error}>
            {looksKnown && (
              <Button look="secondary" onClick={() => book(true)}>
                <Trans>Two transfers came: it is other money</Trans>
              </Button>
            )}
          </Problem>
        )}
      </div>
    </Sheet>
  );
}
