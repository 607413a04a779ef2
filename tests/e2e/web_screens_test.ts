/** The web app in a browser: every screen, after the stories that fill them. */
import { builtApp } from "./web/built_app.ts";
import { confirmATransfer } from "./web/confirm_a_transfer.ts";
import { confirmByKeyboard } from "./web/confirm_by_keyboard.ts";
import { everyScreen } from "./web/every_screen.ts";
import { makePeople } from "./web/people_world.ts";
import { matchAStatement } from "./web/match_a_statement.ts";
import { payRent } from "./web/pay_rent.ts";
import { proveAndDecide } from "./web/prove_and_decide.ts";
import { showARecord } from "./web/show_a_record.ts";
import { settleADeposit } from "./web/settle_a_deposit.ts";
import { talkMore } from "./web/talk_more.ts";
import { tenantPays } from "./web/tenant_pays.ts";
import { viewApplyLet } from "./web/view_apply_let.ts";
import { tenantSide } from "./web/tenant_side.ts";

builtApp("every screen of the web app is filled, and works for everybody", async (t, world) => {
  await t.step(
    "what was said is answered, changed, deleted, found and reported",
    () => talkMore(world),
  );
  await t.step("a tenant pays rent and has the receipt", () => payRent(world));
  await t.step(
    "a landlady confirms a transfer, and the tenant sees it",
    () => confirmATransfer(world),
  );
  await t.step("a proof is confirmed by keyboard alone", () => confirmByKeyboard(world));
  await t.step(
    "a statement is imported, matched and receipted",
    () => matchAStatement(world),
  );
  await t.step(
    "a tenant pays by keyboard alone, and shows a transfer from the phone",
    () => tenantPays(world),
  );
  await t.step(
    "a tenant signs an inspection, gives notice, settles a deposit, shares their record",
    () => tenantSide(world),
  );
  await t.step(
    "an agency keeps a part of a deposit by a paper, and gives the rest back",
    () => settleADeposit(world),
  );
  // Before one of them joins the landlady.
  await t.step("people ask, look, apply and offer", async () => {
    await makePeople(world);
  });
  await t.step(
    "somebody proves who they are, and staff decide about another",
    () => proveAndDecide(world),
  );
  await t.step("an applicant shows their rental record", () => showARecord(world));
  await t.step("view, apply and let", () => viewApplyLet(world));
  await t.step("every screen can be read and used by everybody", () => everyScreen(world));
});
