/** Records the next step of a sale, or that it came to nothing. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Sale } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Money } from "../../ui/money.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { unchanged } from "./proposed_price.ts";

/** The sheet; `onClose` also when it is done. */
export default function CourseSheet(
  { sale, act, onClose }: {
    readonly sale: Sale;
    readonly act: "sign" | "price" | "close" | "fail";
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const record = useMutation({
    mutationFn: async (said: (name: string) => string): Promise<Sale> => {
      const { client, signSale, proposeSalePrice, closeSale, failSale } = await sdk();
      if (act === "sign") {
        const deposit = said("deposit_kobo");
        return await signSale(
          client,
          sale.id,
          said("signed_on"),
          deposit === "" ? undefined : Number(deposit),
        );
      }
      if (act === "price") {
        return await proposeSalePrice(client, sale.id, Number(said("price_kobo")));
      }
      if (act === "close") {
        const deed = said("deed_reference");
        return await closeSale(client, sale.id, {
          priceKobo: sale.price_kobo,
          closedOn: said("closed_on"),
          ...(deed === "" ? {} : { deedReference: deed }),
        });
      }
      return await failSale(client, sale.id, said("reason"));
    },
    onSuccess: async ({ proposed_price_kobo }) => {
      onClose();
      toast(
        act === "sign"
          ? t`Recorded. The price is demanded of the buyer.`
          : act === "price"
          ? proposed_price_kobo === null
            ? t`Nothing is proposed any more. The agreed price stays.`
            : t`Noted. Another price holds once the buyer agrees to it.`
          : act === "close"
          ? t`Sold. Tenants pass to the buyer.`
          : t`Recorded. The listing is on the market again.`,
      );
      await Promise.all(
        ["sales", "offers", "listings", "homes", "tenancy", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  const titles = {
    sign: t`The contract was signed`,
    price: t`Another price`,
    close: t`The sale is complete`,
    fail: t`The sale came to nothing`,
  };
  const needed = {
    sign: ["signed_on"],
    price: ["price_kobo"],
    close: ["closed_on"],
    fail: ["reason"],
  }[act];
  return (
    <Sheet title={titles[act]} isOpen onClose={onClose} alert={act === "close" || act === "fail"}>
      <Form
        error={record.error}
        errors={wrong}
        onSubmit={(fields) => {
          const said = (name: string) =>
            String(fields.get(name) ?? "").trim();
          const missing = Object.fromEntries(
            needed.filter((name) =>
              said(name) === ""
            ).map((name) => [name, t`This is missing.`]),
          );
          const same = act === "price" && missing["price_kobo"] === undefined
            ? unchanged(sale, Number(said("price_kobo")))
            : undefined;
          const wrong = same === undefined ? missing : {
            price_kobo: same === "agreed"
              ? t`This is the agreed price: write another.`
              : t`This is proposed already: write another, or the agreed price.`,
          };
          setWrong(wrong);
          if (Object.keys(wrong).length === 0) {
            record.mutate(said);
          }
        }}
      >
        {act === "sign" && (
          <>
            <DayField
              name="signed_on"
              label={t`When was it signed?`}
              hint={t`The day first, as 5/12/2026.`}
              initial={today()}
            />
            <MoneyField
              name="deposit_kobo"
              label={t`Deposit`}
              optional
              hint={t`A tenth of the price, if you leave it out.`}
              initial={Math.floor(sale.price_kobo / 10)}
            />
          </>
        )}
        {act === "price" && (
          <>
            <p>
              <Trans>
                The buyer is told both amounts. Nothing changes until they agree.
              </Trans>
              {sale.proposed_price_kobo !== null && (
                <>
                  {" "}
                  <Trans>
                    To take back what you proposed, write the agreed price:{" "}
                    <Money kobo={sale.price_kobo} />.
                  </Trans>
                </>
              )}
            </p>
            <MoneyField
              name="price_kobo"
              label={t`Price`}
              initial={sale.proposed_price_kobo ?? sale.price_kobo}
            />
          </>
        )}
        {act === "close" && (
          <>
            <p>
              <Trans>
                It is sold for{" "}
                <Money kobo={sale.price_kobo} />, as agreed. Another price is proposed to the buyer
                before.
              </Trans>
            </p>
            <p>
              <Trans>
                From now on nothing of it changes: the home is sold for good, and its tenancies go
                on with the buyer.
              </Trans>
            </p>
            <DayField
              name="closed_on"
              label={t`When was it completed?`}
              hint={t`The day first, as 5/12/2026.`}
              initial={today()}
            />
            <TextField
              name="deed_reference"
              label={t`Reference of the deed`}
              optional
              maxLength={200}
            />
          </>
        )}
        {act === "fail" && <TextArea name="reason" label={t`Why?`} rows={3} maxLength={500} />}
        <Button
          type="submit"
          wide
          look={act === "fail" ? "danger" : "primary"}
          busy={record.isPending}
        >
          {act === "fail"
            ? <Trans>Record that it came to nothing</Trans>
            : act === "price"
            ? <Trans>Propose it to the buyer</Trans>
            : <Trans>Record it</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}
