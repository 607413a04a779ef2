/** What somebody began and did not finish: to go on with, to leave for another way, or to give up. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { AnchorButton, Button, LinkButton } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import type { Attempt } from "./attempt.ts";
import { isStillDue, type Payable } from "./payable.ts";

/** Nothing of what is surely on its way. `onAnew`: somebody says that they did not pay there. */
export function OpenAttempts(
  { open, due, onAnew }: {
    readonly open: readonly Attempt[];
    readonly due: readonly Payable[];
    readonly onAnew: () => void;
  },
) {
  const told = open.filter(({ state }) => state !== "on_its_way");
  if (told.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {told.map((it) => (
        <Told
          key={it.payment.id}
          attempt={it}
          isDue={isStillDue(it.payment, due)}
          onAnew={onAnew}
        />
      ))}
    </div>
  );
}

function Told(
  { attempt: { payment, state }, isDue, onAnew }: {
    readonly attempt: Attempt;
    /** Whether what it was begun for is still to be paid. */
    readonly isDue: boolean;
    readonly onAnew: () => void;
  },
) {
  const amount = naira(payment.amount_kobo);
  const name = paymentMethod(payment.method);
  const { reference, checkout_url: checkout } = payment;
  const me = useSignedInAs();
  if (payment.payer_id !== me) return <Others payment={payment} />;
  return (
    <Callout
      meaning={state === "begun" ? "wait" : "warn"}
      title={state === "unfinished"
        ? <Trans>You began to pay {amount} with {name} and did not finish</Trans>
        : state === "awaited"
        ? <Trans>You have an account number for {amount}. Nothing came to it yet</Trans>
        : <Trans>You began to pay {amount} with {name}</Trans>}
    >
      {state === "unfinished" && (
        <p>
          <Trans>Nothing was paid there. You may choose another way below.</Trans>
        </p>
      )}
      <div className="mt-2 acts">
        {state === "unfinished" && isDue && checkout !== null && (
          <AnchorButton href={checkout} look="secondary">
            <Trans>Go on paying</Trans>
          </AnchorButton>
        )}
        {state !== "unfinished" && (
          <LinkButton to="/payments/$reference" params={{ reference }} look="secondary">
            <Trans>See how it stands</Trans>
          </LinkButton>
        )}
        {state === "begun"
          ? (
            <Button look="quiet" onClick={onAnew}>
              <Trans>I did not pay there: pay in another way</Trans>
            </Button>
          )
          // Of a transfer that was just sent the provider knows nothing yet.
          : state === "unfinished" && <GiveUp reference={reference} />}
      </div>
    </Callout>
  );
}

/** What somebody else of the home began is theirs to finish or to give up. */
function Others({ payment }: { readonly payment: Attempt["payment"] }) {
  const amount = naira(payment.amount_kobo);
  const name = paymentMethod(payment.method);
  return (
    <Callout
      meaning="wait"
      title={<Trans>Somebody of your home began to pay {amount} with {name}</Trans>}
    >
      <LinkButton
        to="/payments/$reference"
        params={{ reference: payment.reference }}
        look="secondary"
      >
        <Trans>See how it stands</Trans>
      </LinkButton>
    </Callout>
  );
}

/** Gives up what nobody has paid; the provider is asked once more before. */
export function GiveUp({ reference }: { readonly reference: string }) {
  const queries = useQueryClient();
  const giveUp = useMutation({
    mutationFn: async () => {
      const { client, askPayment } = await sdk();
      return await askPayment(client, reference, true);
    },
    onSuccess: ({ status }) => {
      // One that was paid after all shows itself as paid.
      if (status === "created" || status === "pending") {
        toast(t`It cannot be given up just now: the bank works on it, or cannot be asked.`);
      }
      return Promise.all(
        ["payments", "charges", "receipts", "tenancy", "sales", "applications"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  return (
    <>
      <Button look="quiet" busy={giveUp.isPending} onClick={() => giveUp.mutate()}>
        <Trans>Give it up</Trans>
      </Button>
      {giveUp.error !== null && <Problem error={giveUp.error} />}
    </>
  );
}
