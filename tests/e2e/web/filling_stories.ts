/** What people do before every screen has something to show: the stories that fill them, in their order. */
import { comeLate } from "./come_late.ts";
import { confirmATransfer } from "./confirm_a_transfer.ts";
import { confirmByKeyboard } from "./confirm_by_keyboard.ts";
import { decideDisputedMoney } from "./decide_disputed_money.ts";
import { makePeople } from "./people_world.ts";
import { matchAStatement } from "./match_a_statement.ts";
import { payRent } from "./pay_rent.ts";
import { proveAndDecide } from "./prove_and_decide.ts";
import { recordCash } from "./record_cash.ts";
import { removeACard } from "./remove_a_card.ts";
import { settleADeposit } from "./settle_a_deposit.ts";
import { showARecord } from "./show_a_record.ts";
import { talkMore } from "./talk_more.ts";
import { tenantPays } from "./tenant_pays.ts";
import { tenantSide } from "./tenant_side.ts";
import { viewApplyLet } from "./view_apply_let.ts";
import type { World } from "./world.ts";

/** A story, by what it tells. */
export type Story = readonly [name: string, tell: (world: World) => Promise<unknown>];

/** All of them; each may build on those before. */
export const fillingStories: readonly Story[] = [
  ["what was said is answered, changed, deleted, found and reported", talkMore],
  ["a tenant pays rent and has the receipt", payRent],
  ["a landlady confirms a transfer, and the tenant sees it", confirmATransfer],
  ["a proof is confirmed by keyboard alone", confirmByKeyboard],
  ["a landlady records cash, and the tenant has the receipt", recordCash],
  ["money that shows up late is confirmed, or shown again", comeLate],
  ["a statement is imported, matched and receipted", matchAStatement],
  ["a tenant pays by keyboard alone, and shows a transfer from the phone", tenantPays],
  ["a card is kept, pays by itself, and is removed", removeACard],
  [
    "a tenant signs an inspection, gives notice, settles a deposit, shares their record",
    tenantSide,
  ],
  ["an agency keeps a part of a deposit by a paper, and gives the rest back", settleADeposit],
  [
    "staff decide a disputed payment and a disputed deposit, and both sides hear",
    decideDisputedMoney,
  ],
  // Before one of them joins the landlady.
  ["people ask, look, apply and offer", makePeople],
  ["somebody proves who they are, and staff decide about another", proveAndDecide],
  ["an applicant shows their rental record", showARecord],
  ["view, apply and let", viewApplyLet],
];
