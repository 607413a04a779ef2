/** Screens of those who look for a home: offers, buying, staying, and the links that they are sent. */
import type { Page } from "playwright-core";
import type { ScreenRow } from "./routes.ts";
import { makeVisitorWorld, visitorIds } from "./visitor_world.ts";

const before = makeVisitorWorld;
const alert = (page: Page) => page.getByRole("alertdialog").waitFor();

/** Part of the table in routes.ts. */
export const visitorScreens: readonly ScreenRow[] = [
  {
    name: "listing for sale",
    before,
    path: () => `/l/${visitorIds().forSale}`,
    who: "visitor",
    title: "",
    sees: "What was checked",
  },
  {
    name: "listing, being reported",
    path: ({ listing }) => `/l/${listing}?report=true`,
    who: "tenant",
    title: "",
    open: (page) => page.getByRole("dialog", { name: "Report this home" }).waitFor(),
  },
  {
    name: "application that was sent",
    before,
    path: () => `/l/${visitorIds().applied}/apply`,
    who: "tenant2",
    title: "Your application is sent",
    sees: "Who stands for you",
  },
  {
    name: "stay",
    before,
    path: () => `/l/${visitorIds().stay}/stay?from=2027-03-01&until=2027-03-04`,
    who: "visitor",
    title: "Choose your days",
    sees: "3 nights",
  },
  {
    name: "stay, days in the wrong order",
    before,
    path: () => `/l/${visitorIds().stay}/stay?from=2027-03-04&until=2027-03-04`,
    who: "visitor",
    title: "Choose your days",
    sees: "You leave on a day after",
  },
  {
    name: "receipt check",
    before,
    path: () => `/receipts/${visitorIds().receipt}`,
    who: "visitor",
    title: "Is this receipt true?",
    sees: "This receipt is valid",
  },
  {
    name: "receipt check, none such",
    path: () => "/receipts/none",
    who: "visitor",
    title: "Is this receipt true?",
    sees: "There is no such receipt",
  },
  {
    name: "invitation, signed out",
    before,
    path: () => `/i#${visitorIds().invitation}`,
    who: "visitor",
    title: "Your invitation",
    sees: "Somebody invites you to Estate",
  },
  {
    name: "invitation that is not whole",
    path: () => "/i#half",
    who: "staff",
    title: "Your invitation",
    sees: "This link is not whole",
  },
  {
    name: "invitation",
    before,
    path: () => `/i#${visitorIds().invitation}`,
    who: "tenant",
    title: "Your invitation",
    sees: "invites you to act for",
  },
  {
    name: "guarantee",
    before,
    path: () => `/g#${visitorIds().guarantee}`,
    who: "tenant",
    title: "You are asked to be a guarantor",
    sees: "What it means",
  },
  {
    name: "guarantee of somebody else",
    before,
    path: () => `/g#${visitorIds().guarantee}`,
    who: "owner",
    title: "You are asked to be a guarantor",
    sees: "It was sent to somebody else",
  },
  {
    name: "offer, first step",
    before,
    path: () => `/l/${visitorIds().forSale}/offer`,
    who: "tenant",
    title: "Make an offer",
    sees: "Step 1 of 4",
  },
  {
    name: "offer, last step",
    before,
    path: () => `/l/${visitorIds().forSale}/offer`,
    who: "tenant",
    title: "Make an offer",
    sees: "Step 1 of 4",
    open: async (page) => {
      for (const step of [2, 3, 4]) {
        await page.getByRole("button", { name: "Go on" }).click();
        await page.getByText(`Step ${step} of 4`).waitFor();
      }
      await page.getByRole("button", { name: "Send the offer" }).waitFor();
    },
  },
  {
    name: "offer",
    before,
    path: () => `/offers/${visitorIds().offer}`,
    who: "tenant2",
    title: "Your offer",
    sees: "Your answer is asked for",
  },
  {
    name: "offer, being accepted",
    before,
    path: () => `/offers/${visitorIds().offer}?act=accept`,
    who: "tenant2",
    title: "Your offer",
    open: alert,
  },
  {
    name: "offer, being taken back",
    before,
    path: () => `/offers/${visitorIds().offer}?act=withdraw`,
    who: "tenant2",
    title: "Your offer",
    open: alert,
  },
  {
    name: "counter-offer",
    before,
    path: () => `/offers/${visitorIds().offer}/counter`,
    who: "tenant2",
    title: "Answer with other terms",
    sees: "The owner proposes",
  },
  {
    name: "offer that is nobody's",
    path: () => "/offers/00000000-0000-7000-8000-000000000000",
    who: "tenant",
    title: "Your offer",
    sees: "There is no such offer of yours",
  },
  {
    name: "offer made to somebody",
    before,
    path: () => `/offers/${visitorIds().offer}`,
    who: "owner",
    // Who sells answers it at work.
    title: "",
    sees: "Offer to",
  },
  {
    name: "offer to buy, accepted",
    before,
    path: () => `/offers/${visitorIds().bought}`,
    who: "tenant2",
    title: "Your offer",
    sees: "The sale has begun",
  },
  {
    name: "sale",
    before,
    path: () => `/offers/${visitorIds().bought}/purchase`,
    who: "tenant2",
    title: "The sale",
    sees: "Course of the sale",
  },
  {
    name: "sale, another price being proposed",
    before,
    path: () => `/offers/${visitorIds().bought}/purchase`,
    who: "tenant2",
    title: "The sale",
    sees: "The seller proposes another price",
  },
  {
    name: "sale, agreeing to another price",
    before,
    path: () => `/offers/${visitorIds().bought}/purchase`,
    who: "tenant2",
    title: "The sale",
    open: async (page) => {
      await page.getByRole("button", { name: "Agree to this price" }).click();
      await page.getByRole("alertdialog", { name: "Agree to another price?" }).waitFor();
    },
  },
  {
    name: "sale, as its seller sees it",
    before,
    path: () => `/org/${visitorIds().seller}/people/sales/${visitorIds().sale}`,
    who: "agency",
    title: "Sale",
    sees: "who has not answered",
  },
  {
    name: "sale, its seller proposing another price",
    before,
    path: () => `/org/${visitorIds().seller}/people/sales/${visitorIds().sale}?act=price`,
    who: "agency",
    title: "Sale",
    sees: "Propose it to the buyer",
  },
  {
    name: "sale, being closed",
    before,
    path: () => `/org/${visitorIds().seller}/people/sales/${visitorIds().sale}?act=close`,
    who: "agency",
    title: "Sale",
    sees: "It is sold for",
  },
  {
    name: "sale that is nobody's",
    before,
    path: () => `/offers/${visitorIds().bought}/purchase`,
    who: "tenant",
    title: "The sale",
    sees: "There is no sale of yours here",
  },
  {
    name: "sale, being paid",
    before,
    path: () => `/offers/${visitorIds().bought}/pay`,
    who: "tenant2",
    title: "Pay",
    sees: "Deposit on the price",
  },
  {
    name: "sale, paid already",
    before,
    path: () => `/offers/${visitorIds().bought}/pay?how=proof`,
    who: "tenant2",
    title: "Pay",
    sees: "What did you pay?",
  },
  {
    name: "application, being taken back",
    before,
    path: () => `/l/${visitorIds().applied}/apply?act=withdraw`,
    who: "tenant2",
    title: "Your application is sent",
    open: (page) =>
      page.getByRole("alertdialog", { name: "Take your application back?" }).waitFor(),
  },
  {
    name: "application, naming another guarantor",
    before,
    path: () => `/l/${visitorIds().applied}/apply`,
    who: "tenant2",
    title: "Your application is sent",
    open: async (page) => {
      await page.getByRole("button", { name: "Name another" }).click();
      await page.getByRole("button", { name: "Name them" }).waitFor();
    },
  },
];
