/** Where a tenancy stands and what it waits for, as the landlord's side says it. */
import { t } from "@lingui/core/macro";
import type { Letting } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";
import type { NextStep } from "./next_step.ts";

type Said = { readonly meaning: Meaning; readonly words: string };

/** Where it stands. */
export function lettingState(status: Letting["status"]): Said {
  switch (status) {
    case "draft":
      return { meaning: "wait", words: t`Being written` };
    case "offered":
      return { meaning: "wait", words: t`Offered` };
    case "active":
      return { meaning: "good", words: t`In force` };
    case "notice_given":
      return { meaning: "warn", words: t`Notice is given` };
    case "holding_over":
      return { meaning: "bad", words: t`The term is over` };
    case "ended":
      return { meaning: "wait", words: t`Ended` };
    case "cancelled":
      return { meaning: "wait", words: t`Never began` };
    case "passed_on":
      return { meaning: "info", words: t`Goes on with the new owner` };
  }
}

/** What it waits for; undefined where nothing presses. */
export function stepWords(step: NextStep): string | undefined {
  switch (step) {
    case "accept":
      return t`Waits for the tenant's yes`;
    case "on_paper":
      return t`Say on which paper they agreed`;
    case "sign":
      return t`An inspection waits for signatures`;
    case "correct":
      return t`They disagree with an inspection`;
    case "move_in":
      return t`Inspect the home before they move in`;
    case "move_out":
      return t`Inspect the home as they leave`;
    case "possession":
      return t`Say when the keys came back`;
    case "renew":
      return t`The term ends soon: renew?`;
    case "renewed":
      return t`A renewal stands behind it`;
    case "owner":
      return t`Waits for the owner`;
    case "nothing":
      return undefined;
  }
}

/** What an inspection is for. */
export function inspectionKind(kind: Letting["inspections"][number]["kind"]): string {
  switch (kind) {
    case "move_in":
      return t`At moving in`;
    case "move_out":
      return t`At moving out`;
    case "routine":
      return t`In between`;
  }
}

/** Where an inspection stands. */
export function inspectionState(status: Letting["inspections"][number]["status"]): Said {
  switch (status) {
    case "draft":
      return { meaning: "wait", words: t`Being recorded` };
    case "ready":
      return { meaning: "warn", words: t`Waits for signatures` };
    case "signed":
      return { meaning: "good", words: t`Signed by both sides` };
    case "disputed":
      return { meaning: "bad", words: t`They disagree` };
    case "cancelled":
      return { meaning: "wait", words: t`Cancelled` };
  }
}

/** All who rent it. */
export const tenantNames = ({ parties }: Pick<Letting, "parties">): string =>
  parties.map(({ tenant }) => tenant.full_name).join(", ");
