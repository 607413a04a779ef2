/** The web app in a browser: the built files on a real stack, one for all of it. */
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { buildWeb } from "../../local/tools/web/build.ts";
import { browserTests, launchBrowser } from "./browser.ts";
import { confirmATransfer } from "./web/confirm_a_transfer.ts";
import { everyScreen } from "./web/every_screen.ts";
import { findAndEnquire } from "./web/find_and_enquire.ts";
import { firstLoad } from "./web/first_load.ts";
import { makePeople } from "./web/people_world.ts";
import { payRent } from "./web/pay_rent.ts";
import { inYoruba } from "./web/in_yoruba.ts";
import { photosOfAListing } from "./web/photos_of_a_listing.ts";
import { proveAndDecide } from "./web/prove_and_decide.ts";
import { secondFactor } from "./web/second_factor.ts";
import { serving } from "./web/serving.ts";
import { seeAHome } from "./web/see_a_home.ts";
import { talkLive } from "./web/talk_live.ts";
import { viewApplyLet } from "./web/view_apply_let.ts";
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
      await t.step("a visitor finds a home and asks about it", () => findAndEnquire(world));
      await t.step("a landlady gives a listing photos", () => photosOfAListing(world));
      await t.step("a time to see it is booked and given back", () => seeAHome(world));
      await t.step("a tenant and a landlady talk, offline too", () => talkLive(world));
      await t.step("a tenant pays rent and has the receipt", () => payRent(world));
      await t.step(
        "a landlady confirms a transfer, and the tenant sees it",
        () => confirmATransfer(world),
      );
      await t.step("the same in Yoruba", () => inYoruba(world));
      await t.step(
        "somebody proves who they are, and staff decide about another",
        () => proveAndDecide(world),
      );
      await t.step("a second factor is asked for when it is needed", () => secondFactor(world));
      await t.step("people ask, look, apply and offer", async () => {
        await makePeople(world);
      });
      await t.step("view, apply and let", () => viewApplyLet(world));
      await t.step("every screen can be read and used by everybody", () => everyScreen(world));
    } finally {
      await browser.close();
      await stack.close();
    }
  },
});
