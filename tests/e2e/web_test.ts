/** The web app in a browser: what people do, from finding a home to letting it. */
import { builtApp } from "./web/built_app.ts";
import { agreeOnTerms } from "./web/agree_on_terms.ts";
import { announceAndGiveNotice } from "./web/office_story.ts";
import { approveAListing } from "./web/approve_a_listing.ts";
import { answerLinks } from "./web/answer_links.ts";
import { comeToATalk } from "./web/come_to_a_talk.ts";
import { deleteAHome } from "./web/delete_a_home.ts";
import { findAndEnquire } from "./web/find_and_enquire.ts";
import { findByKeyboard } from "./web/find_by_keyboard.ts";
import { firstLoad } from "./web/first_load.ts";
import { mapInTheDark } from "./web/map_in_the_dark.ts";
import { firstView } from "./web/first_view.ts";
import { giveAMandate } from "./web/give_a_mandate.ts";
import { homesFromAFile } from "./web/homes_from_a_file.ts";
import { inYoruba } from "./web/in_yoruba.ts";
import { listAHome } from "./web/list_a_home.ts";
import { letForAnOwner } from "./web/let_for_an_owner.ts";
import { listForAnOwner } from "./web/list_for_an_owner.ts";
import { lookAround } from "./web/look_around.ts";
import { makePeople } from "./web/people_world.ts";
import { newcomer } from "./web/newcomer.ts";
import { newVersion } from "./web/new_version.ts";
import { ownPageStandsStill } from "./web/own_page_stands_still.ts";
import { payForASale } from "./web/pay_for_a_sale.ts";
import { payOutByTwo } from "./web/pay_out_by_two.ts";
import { photosOfAListing } from "./web/photos_of_a_listing.ts";
import { raiseACharge } from "./web/raise_a_charge.ts";
import { putOnThePhone } from "./web/put_on_the_phone.ts";
import { saveData } from "./web/save_data.ts";
import { secondFactor } from "./web/second_factor.ts";
import { saidWhenMissed } from "./web/said_when_missed.ts";
import { seeAHome } from "./web/see_a_home.ts";
import { serving } from "./web/serving.ts";
import { talkLive } from "./web/talk_live.ts";
import { toldAndLed } from "./web/told_and_led.ts";
import { withoutALine } from "./web/without_a_line.ts";

builtApp("the web app works in a browser, on the files that are built", async (t, world) => {
  await t.step("the files are served as on any static host", () => serving(world));
  await t.step("a search loads little before it shows", () => firstLoad(world));
  await t.step("homes are shown before the app is there", () => firstView(world));
  await t.step("a visitor finds a home and asks about it", () => findAndEnquire(world));
  await t.step("a map follows light and dark", () => mapInTheDark(world));
  await t.step("the same by keyboard alone", () => findByKeyboard(world));
  await t.step("a home is kept from the list, and an area is drawn", () => lookAround(world));
  await t.step("a landlady gives a listing photos", () => photosOfAListing(world));
  await t.step(
    "staff see a listing with its photos before visitors do",
    () => approveAListing(world),
  );
  await t.step(
    "photos wait for a press where data is to be saved",
    () => saveData(world),
  );
  await t.step("somebody new lists a home from a phone", () => listAHome(world));
  await t.step(
    "an owner gives an agency a mandate and ends it",
    () => giveAMandate(world),
  );
  await t.step("an agency lists a home for an owner", () => listForAnOwner(world));
  await t.step("an agency lets a home in an owner's name", () => letForAnOwner(world));
  await t.step("homes come from a file and go again", () => homesFromAFile(world));
  await t.step("a home that was added by mistake is deleted", () => deleteAHome(world));
  await t.step("a time to see it is booked and given back", () => seeAHome(world));
  await t.step(
    "somebody new signs in, says their name and finds their viewing",
    () => newcomer(world),
  );
  await t.step("a tenant and a landlady talk, offline too", () => talkLive(world));
  await t.step("somebody is invited to a talk and comes in", () => comeToATalk(world));
  await t.step(
    "the app opens without a line, and what is written goes out",
    () => withoutALine(world),
  );
  await t.step(
    "the app offers to be put on the phone of who came back",
    () => putOnThePhone(world),
  );
  await t.step(
    "a newer build is offered, and nobody stays on the older",
    () => newVersion(world),
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
  await t.step("the buyer pays the deposit online, once", () => payForASale(world));
  // Before one of them joins the landlady.
  await t.step("people ask, look, apply and offer", async () => {
    await makePeople(world);
  });
  await t.step(
    "news lead where they should, and a suspension is appealed",
    () => toldAndLed(world),
  );
  await t.step("who is sent a link reads and answers it", () => answerLinks(world));
  await t.step("nothing moves on the page about oneself", () => ownPageStandsStill(world));
  await t.step("what cannot be read or done is said", () => saidWhenMissed(world));
  await t.step("the same in Yoruba", () => inYoruba(world));
  await t.step("a second factor is asked for when it is needed", () => secondFactor(world));
});
