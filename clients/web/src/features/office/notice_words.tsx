/** Notices of the law in words: their names, how they stand, and how they are served. */
import { t } from "@lingui/core/macro";
import type { NoticeForm, NoticeStanding, ServiceMode } from "@estate/sdk";
import { StatusChip } from "../../ui/status_chip.tsx";

/** Which notice. */
export function formName(form: NoticeForm): string {
  const names: Readonly<Record<NoticeForm, string>> = {
    quit: t`Notice to quit`,
    recovery: t`Intention to recover possession`,
    abandoned: t`Recovery of a home that was left`,
    inspection: t`Notice of an inspection`,
  };
  return names[form] ?? form;
}

/** What it is for. */
export function formPurpose(form: NoticeForm): string {
  const purposes: Readonly<Record<NoticeForm, string>> = {
    quit: t`The tenancy ends, and the home is to be given back.`,
    recovery: t`The tenancy is over: you will ask the court for the home.`,
    abandoned: t`The tenants left without giving the home back.`,
    inspection: t`You come to look at the home on a day.`,
  };
  return purposes[form] ?? "";
}

/** How it is served. */
export function modeName(mode: ServiceMode): string {
  const names: Readonly<Record<ServiceMode, string>> = {
    personal: t`Into the tenant's hands`,
    adult_at_premises: t`To an adult at the home`,
    courier: t`By courier`,
    affixed: t`Fixed to the door`,
    app: t`In the app`,
    email: t`By e-mail`,
    sms: t`By SMS`,
  };
  return names[mode] ?? mode;
}

/** How it stands. */
export function NoticeChip({ status }: { readonly status: NoticeStanding["status"] }) {
  switch (status) {
    case "issued":
      return <StatusChip meaning="warn">{t`To be served`}</StatusChip>;
    case "served":
      return <StatusChip meaning="good">{t`Served`}</StatusChip>;
    case "matured":
      return <StatusChip meaning="info">{t`Its day has passed`}</StatusChip>;
    case "lapsed":
      return <StatusChip meaning="bad">{t`Not served in time`}</StatusChip>;
    case "withdrawn":
      return <StatusChip meaning="wait">{t`Withdrawn`}</StatusChip>;
    default:
      return null;
  }
}
