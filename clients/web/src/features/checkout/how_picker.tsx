/** How it is paid. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Tick, tickCardClass } from "../../ui/tick.tsx";
import type { Way } from "./pay_address.ts";

/** The ways, one chosen; `isLeaving`: it is being paid by it. */
export function HowPicker(
  { how, isRent, isLeaving, onHow }: {
    readonly how: Way;
    /** Whether a landlord is paid. */
    readonly isRent: boolean;
    readonly isLeaving: boolean;
    readonly onHow: (how: Way) => void;
  },
) {
  const choice = (way: Way, title: ReactNode, more: ReactNode) => (
    <label
      className={`flex min-h-16 items-center gap-4 rounded-card px-4 py-3 sm:px-6 ${tickCardClass}`}
    >
      <Tick
        type="radio"
        onCard
        name="how"
        value={way}
        checked={how === way}
        onChange={() => onHow(way)}
      />
      <span>
        <span className="block font-semibold">{title}</span>
        <span className="block text-14 text-muted">{more}</span>
      </span>
    </label>
  );
  return (
    <fieldset disabled={isLeaving}>
      <legend className="mb-2 text-18 font-semibold">
        <Trans>How?</Trans>
      </legend>
      <div className="flex flex-col gap-2">
        {choice(
          "paystack",
          <Trans>Card, bank or USSD with Paystack</Trans>,
          <Trans>On Paystack's own page. You come back here with the receipt.</Trans>,
        )}
        {choice(
          "flutterwave",
          <Trans>Card, bank or USSD with Flutterwave</Trans>,
          <Trans>The same, if you prefer it or Paystack is away.</Trans>,
        )}
        {choice(
          "transfer",
          <Trans>Transfer from any bank</Trans>,
          <Trans>You get an account number for this payment alone.</Trans>,
        )}
        {choice(
          "proof",
          <Trans>I have paid already</Trans>,
          isRent
            ? (
              <Trans>
                By transfer, cash, POS or cheque: show the proof, your landlord confirms it.
              </Trans>
            )
            : (
              <Trans>
                By transfer, cash, POS or cheque: show the proof, who gets the money confirms it.
              </Trans>
            ),
        )}
      </div>
    </fieldset>
  );
}
