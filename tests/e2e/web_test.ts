/** The web app in a browser: the built files on a real stack, one for all of it. */
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { buildWeb } from "../../local/tools/web/build.ts";
import { browserTests, launchBrowser } from "./browser.ts";
import { confirmByKeyboard } from "./web/confirm_by_keyboard.ts";
import { agreeOnTerms } from "./web/agree_on_terms.ts";
import { answerLinks } from "./web/answer_links.ts";
import { confirmATransfer } from "./web/confirm_a_transfer.ts";
import { everyScreen } from "./web/every_screen.ts";
import { findAndEnquire } from "./web/find_and_enquire.ts";
import { findByKeyboard } from "./web/find_by_keyboard.ts";
import { firstLoad } from "./web/first_load.ts";
import { matchAStatement } from "./web/match_a_statement.ts";
import { payOutByTwo } from "./web/pay_out_by_two.ts";
import { lookAround } from "./web/look_around.ts";
import { newVersion } from "./web/new_version.ts";
import { firstView } from "./web/first_view.ts";
import { listAHome } from "./web/list_a_home.ts";
import { makePeople } from "./web/people_world.ts";
import { payRent } from "./web/pay_rent.ts";
import { giveAMandate } from "./web/give_a_mandate.ts";
import { homesFromAFile } from "./web/homes_from_a_file.ts";
import { inYoruba } from "./web/in_yoruba.ts";
import { announceAndGiveNotice } from "./web/office_story.ts";
import { photosOfAListing } from "./web/photos_of_a_listing.ts";
import { proveAndDecide } from "./web/prove_and_decide.ts";
import { raiseACharge } from "./web/raise_a_charge.ts";
import { secondFactor } from "./web/second_factor.ts";
import { serving } from "./web/serving.ts";
import { seeAHome } from "./web/see_a_home.ts";
import { talkLive } from "./web/talk_live.ts";
import { viewApplyLet } from "./web/view_apply_let.ts";
import { talkMore } from "./web/talk_more.ts";
import { tenantPays } from "./web/tenant_pays.ts";
import { tenantSide } from "./web/tenant_side.ts";
import { withoutALine } from "./web/without_a_line.ts";
import { makeWorld } from "./web/world.ts";

Deno.test({
  name: "the web app works in a browser, on the files that are built",
  ignore: !browserTests,
  // Chromium's pipes close a moment after the browser does.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack({ seed: true, web: buildWeb });
    const browser = await launchBrowser();
    try {
      const world = await makeWorld(stack, browser);
      await t.step("the files are served as on any static host", () => serving(world));
      await t.step("a search loads little before it shows", () => firstLoad(world));
      await t.step("homes are shown before the app is there", () => firstView(world));
      await t.step("a visitor finds a home and asks about it", () => findAndEnquire(world));
      await t.step("the same by keyboard alone", () => findByKeyboard(world));
      await t.step("a home is kept from the list, and an area is drawn", () => lookAround(world));
      await t.step("a landlady gives a listing photos", () => photosOfAListing(world));
      await t.step("somebody new lists a home from a phone", () => listAHome(world));
      await t.step(
        "an owner gives an agency a mandate and ends it",
        () => giveAMandate(world),
      );
      await t.step("homes come from a file and go again", () => homesFromAFile(world));
      await t.step("a time to see it is booked and given back", () => seeAHome(world));
      await t.step("a tenant and a landlady talk, offline too", () => talkLive(world));
      await t.step(
        "the app opens without a line, and what is written goes out",
        () => withoutALine(world),
      );
      await t.step(
        "a newer build is offered, and nobody stays on the older",
        () => newVersion(world),
      );
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
      await t.step("a charge is raised by hand and corrected", () => raiseACharge(world));
      await t.step(
        "a payout is asked for by one and approved by another",
        () => payOutByTwo(world),
      );
      await t.step(
        "a landlady announces something and gives a notice, and a tenant reads both",
        () => announceAndGiveNotice(world),
      );
      await t.step("a buyer and a seller agree on terms", () => agreeOnTerms(world));
      await t.step(
        "a tenant pays by keyboard alone, and shows a transfer from the phone",
        () => tenantPays(world),
      );
      await t.step(
        "a tenant signs an inspection, gives notice, settles a deposit, shares their record",
        () => tenantSide(world),
      );
      // Before one of them joins the landlady.
      await t.step("people ask, look, apply and offer", async () => {
        await makePeople(world);
      });
      await t.step("who is sent a link reads and answers it", () => answerLinks(world));
      await t.step("the same in Yoruba", () => inYoruba(world));
      await t.step(
        "somebody proves who they are, and staff decide about another",
        () => proveAndDecide(world),
      );
      await t.step("a second factor is asked for when it is needed", () => secondFactor(world));
      await t.step("view, apply and let", () => viewApplyLet(world));
      await t.step("every screen can be read and used by everybody", () => everyScreen(world));
    } finally {
      await browser.close();
      await stack.close();
    }
  },
});
