/** One account: whose it is, whether that is the organization's name, and how it stands. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { PayeeAccount } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { AccountActs } from "./account_acts.tsx";
import { stateOf } from "./account_state.ts";

/** The card. */
export function AccountCard({ account }: { readonly account: PayeeAccount }) {
  const state = stateOf(account);
  const chips = {
    waits: <StatusChip meaning="wait">{t`Waits for a second person`}</StatusChip>,
    cooling: <StatusChip meaning="warn">{t`Cooling off`}</StatusChip>,
    used: <StatusChip meaning="good">{t`In use`}</StatusChip>,
    declined: <StatusChip meaning="bad">{t`Declined`}</StatusChip>,
    retired: <StatusChip meaning="info">{t`Out of use`}</StatusChip>,
  } as const;
  const isOver = state === "declined" || state === "retired";
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line p-4 sm:p-6">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="break-words text-18 font-semibold">{account.account_name}</h2>
          <p className="text-muted">
            {account.bank_name} <span className="money">•••• {account.last_four}</span>
          </p>
        </div>
        {chips[state]}
      </div>
      {!isOver && <NameCheck account={account} />}
      {state === "cooling" && account.payable_from !== null && (
        <Callout
          meaning="warn"
          title={t`Money goes there from ${dateTime(account.payable_from)} on`}
        >
          <p>
            {account.is_sole
              ? (
                <Trans>
                  Nobody else can approve it, so it waits longer. If it was not you who added it,
                  take it out of use now.
                </Trans>
              )
              : <Trans>If this is not your organization's account, take it out of use now.</Trans>}
          </p>
        </Callout>
      )}
      {isOver && account.decision !== null && <p>{account.decision}</p>}
      <p className="text-14 text-muted">
        <Trans>Paid out by {account.provider === "paystack" ? "Paystack" : "Flutterwave"}</Trans>
        {account.takes_transfers && <>· {t`tenants pay here by transfer`}</>}
      </p>
      {!isOver && <AccountActs account={account} state={state} />}
    </section>
  );
}

function NameCheck({ account }: { readonly account: PayeeAccount }) {
  switch (account.name_check) {
    case "matches":
      return (
        <div>
          <StatusChip meaning="good">{t`The name is that of a proven owner`}</StatusChip>
        </div>
      );
    case "differs":
      return (
        <Callout meaning="bad" title={t`The bank has it in another name`}>
          <p>
            <Trans>Our staff look at it first. No money goes there until they have decided.</Trans>
          </p>
        </Callout>
      );
    case "unclear":
      return (
        <Callout meaning="warn" title={t`The name is not surely yours`}>
          <p>
            <Trans>Look whether the bank writes it as your papers do.</Trans>
          </p>
        </Callout>
      );
    case "not_checked":
      return (
        <Callout meaning="info" title={t`The name was not compared`}>
          <p>
            <Trans>
              No owner has proven who they are yet.{" "}
              <Link to="/me/proof" className="link">Prove who you are</Link> and it can be.
            </Trans>
          </p>
        </Callout>
      );
  }
}
