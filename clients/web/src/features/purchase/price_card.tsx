/** Another price that the seller proposes: it holds when who made the offer agrees, and not before. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import type { Sale, SaleStory } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { answererOf } from "./answerer.ts";
import { answerPrice } from "./purchase_query.ts";

const Sheet = lazy(() => import("../../ui/sheet.tsx").then(({ Sheet }) => ({ default: Sheet })));

/** The card; `proposed` in kobo. Another buyer of the same sale reads it, and who is to answer. */
export function PriceCard(
  { sale, proposed }: { readonly sale: SaleStory; readonly proposed: number },
) {
  const { isMe, name } = answererOf(sale, useSignedInAs());
  return (
    <Card title={<Trans>The seller proposes another price</Trans>}>
      <p>
        <Trans>
          <Money kobo={proposed} className="font-semibold" /> instead of{" "}
          <Money kobo={sale.price_kobo} />. If the answer is no, all stays as agreed.
        </Trans>
      </p>
      {isMe ? <Answer sale={sale} proposed={proposed} /> : (
        <p className="mt-2 text-muted">
          {name === undefined
            ? <Trans>Who made the offer answers it: nobody else can.</Trans>
            : <Trans>{name} made the offer and answers it: nobody else can.</Trans>}
        </p>
      )}
    </Card>
  );
}

const isSuperseded = (error: unknown): boolean =>
  error instanceof EstateError && error.code === "sale.superseded";

function Answer({ sale, proposed }: { readonly sale: Sale; readonly proposed: number }) {
  const queries = useQueryClient();
  // The price that is asked about stays the one that was pressed, whatever the seller proposes meanwhile.
  const [asked, setAsked] = useState<number>();
  const answer = useMutation({
    mutationFn: ({ kobo, agree }: { readonly kobo: number; readonly agree: boolean }) =>
      answerPrice(sale.id, kobo, agree),
    onSuccess: (_, { agree }) => {
      setAsked(undefined);
      toast(agree ? t`Agreed. What is due follows it.` : t`Declined. The price stays as agreed.`);
    },
    onError: (error) => {
      // The card is about another price then, or gone with the one that was answered.
      if (!isSuperseded(error)) return;
      setAsked(undefined);
      toast(t`That price is not proposed any more. Look at what stands here now.`);
    },
    onSettled: () =>
      Promise.all(
        ["sales", "charges", "offers"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      ),
  });
  // Of a price that is not proposed any more the toast says enough.
  const refusal = isSuperseded(answer.error) ? null : answer.error;
  // What is being sent goes through: a sheet that closed meanwhile would look like a no.
  const close = () => {
    if (!answer.isPending) setAsked(undefined);
  };
  return (
    <>
      {refusal !== null && asked === undefined && (
        <div className="mt-4">
          <Problem error={refusal} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          disabled={answer.isPending}
          onClick={() => {
            answer.reset();
            setAsked(proposed);
          }}
        >
          <Trans>Agree to this price</Trans>
        </Button>
        <Button
          look="secondary"
          busy={answer.isPending && asked === undefined}
          onClick={() => answer.mutate({ kobo: proposed, agree: false })}
        >
          <Trans>Keep the agreed price</Trans>
        </Button>
      </div>
      {asked !== undefined && (
        <Suspense>
          <Sheet
            alert
            isOpen
            title={t`Agree to another price?`}
            onClose={close}
            footer={
              <>
                <Button
                  busy={answer.isPending}
                  onClick={() => answer.mutate({ kobo: asked, agree: true })}
                >
                  <Trans>Agree to it</Trans>
                </Button>
                <Button look="secondary" disabled={answer.isPending} onClick={close}>
                  <Trans>Not now</Trans>
                </Button>
              </>
            }
          >
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
              <dt className="text-muted">
                <Trans>Agreed until now</Trans>
              </dt>
              <dd>
                <Money kobo={sale.price_kobo} />
              </dd>
              <dt className="text-muted">
                <Trans>From now on</Trans>
              </dt>
              <dd>
                <Money kobo={asked} className="font-semibold" />
              </dd>
            </dl>
            <p className="mt-4">
              <Trans>
                It binds you at once, and what is due follows it. You cannot take it back.
              </Trans>
            </p>
            {refusal !== null && (
              <div className="mt-4">
                <Problem error={refusal} />
              </div>
            )}
          </Sheet>
        </Suspense>
      )}
    </>
  );
}
