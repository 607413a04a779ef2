/** The steps, their states, and what acts need, in words. */
import { t } from "@lingui/core/macro";
import type { LookPurpose, TrustAct, TrustLevel, VerificationKind } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";
import type { StepState } from "./step_state.ts";

/** A step's name. */
export function kindName(kind: VerificationKind): string {
  switch (kind) {
    case "phone":
      return t`Phone number`;
    case "email":
      return t`E-mail address`;
    case "nin":
      return t`NIN`;
    case "vnin":
      return t`Virtual NIN`;
    case "bvn":
      return t`BVN`;
    case "bank_account":
      return t`Bank account`;
    case "agent_licence":
      return t`Agent's licence`;
  }
}

/** A state as a chip says it. */
export function stateWords(
  state: StepState,
): { readonly meaning: Meaning; readonly words: string } {
  switch (state) {
    case "verified":
      return { meaning: "good", words: t`Checked` };
    case "ending":
      return { meaning: "warn", words: t`Ends soon` };
    case "asking":
      return { meaning: "wait", words: t`Being asked` };
    case "person":
      return { meaning: "wait", words: t`A person looks` };
    case "refused":
    case "rejected":
      return { meaning: "bad", words: t`Not confirmed` };
    case "expired":
      return { meaning: "warn", words: t`Ended` };
    case "revoked":
      return { meaning: "bad", words: t`Taken back` };
    case "off":
      return { meaning: "info", words: t`Not now` };
    case "todo":
      return { meaning: "info", words: t`Not yet` };
  }
}

/** What an act is called. */
export function actName(act: TrustAct): string {
  switch (act) {
    case "publish":
      return t`To put a home on the market`;
    case "collect":
      return t`To name a bank account that money goes to`;
    case "acknowledge_cash":
      return t`To say that cash came`;
    case "pay_out":
      return t`To have money paid out`;
    case "sign":
      return t`To agree to a tenancy or a sale`;
  }
}

/** What a level takes. */
export function levelName(level: TrustLevel): string {
  switch (level) {
    case "none":
      return t`nothing`;
    case "contact":
      return t`a phone number or e-mail address`;
    case "bank":
      return t`a bank account in your name`;
    case "identity":
      return t`a NIN, virtual NIN or BVN`;
  }
}

/** That staff looked, and what for. */
export function lookWords(purpose: LookPurpose, when: string): string {
  switch (purpose) {
    case "support":
      return t`Our staff on ${when}, to help you`;
    case "safety":
      return t`Our staff on ${when}, to keep people safe`;
    case "payments":
      return t`Our staff on ${when}, about a payment`;
    case "verification":
      return t`Our staff on ${when}, to check who you are`;
    case "law":
      return t`Our staff on ${when}, because the law asked`;
  }
}
