/** What each part of the work in the background is called. What has no words here stands under its own name. */
import { t } from "@lingui/core/macro";
import type { WorkHealth } from "@estate/sdk";
import { headed } from "./queue.ts";
import { scheduleName } from "./schedule_names.ts";

/** Its name in words. */
export function workName({ sort, name }: Pick<WorkHealth, "sort" | "name">): string {
  const words = sort === "scheduler"
    ? t`Heartbeat`
    : sort === "kind"
    ? kindName(name)
    : sort === "outbox"
    ? channelName(name)
    : sort === "queue"
    ? queueName(name)
    : scheduleName(name);
  return words ?? headed(name.replaceAll("-", "_"));
}

function kindName(name: string): string | undefined {
  switch (name) {
    case "provider_events":
      return t`What payment providers report`;
    case "payment_checks":
      return t`Payments that are asked after`;
    case "autopay":
      return t`Automatic payments`;
    case "payouts":
      return t`Payouts`;
    case "refunds":
      return t`Refunds`;
    case "disputes":
      return t`Disputes with banks`;
    case "reconciliation":
      return t`Days compared with providers`;
    case "provider_balances":
      return t`Balances at providers`;
    case "virtual_accounts":
      return t`Account numbers for transfers`;
    case "subaccounts":
      return t`Landlords' accounts at providers`;
    case "receipt_papers":
      return t`Receipts as PDF`;
    case "letter_papers":
      return t`Letters as PDF`;
    case "identity_checks":
      return t`Identity checks`;
    case "data_exports":
      return t`Copies of people's data`;
    case "payee_names":
      return t`Names of bank accounts`;
    case "shown_names":
      return t`Names compared with papers`;
    case "deliveries":
      return t`Messages handed to carriers`;
    case "sweep_files":
      return t`Files that nothing needs any more`;
    case "sealed_anew":
      return t`Sealed data, sealed by the newest key`;
  }
  return undefined;
}

function channelName(name: string): string | undefined {
  switch (name) {
    case "email":
      return t`E-mail`;
    case "sms":
      return t`SMS`;
    case "whatsapp":
      return t`WhatsApp`;
    case "push":
      return t`Push messages`;
  }
  return undefined;
}

function queueName(name: string): string | undefined {
  switch (name) {
    case "provider_events":
      return t`Reports of payment providers`;
    case "provider_events_dead":
      return t`Reports that were given up`;
  }
  return undefined;
}
