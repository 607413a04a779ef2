/** Screens of people, as the landlady sees them. What they show, people_world.ts makes. */
import type { Page } from "playwright-core";
import { lettingScreens } from "./lettings_screens.ts";
import { inDialog, sees } from "./on_screen.ts";
import { makeRecordWorld, recordIds } from "./record_world.ts";
import type { ScreenRow } from "./routes.ts";

/** The first of a list, or the first that says something. */
const openFirst = async (page: Page, words: string, says = "") => {
  await page.getByRole("main").locator("tr, li").filter({ hasText: says, visible: true })
    .locator("a").first().click();
  await sees(page, words);
};

/** From the list of what is agreed to the one offer to buy, and from there to its sale. */
const toSale = async (page: Page) => {
  await page.getByRole("main").locator("tr, li").filter({ hasText: "To buy", visible: true })
    .locator("a").first().click();
  await page.getByRole("link", { name: "To the sale" }).click();
  await page.getByRole("heading", { level: 1, name: "Sale" }).waitFor();
};

/** Part of the table in routes.ts. */
export const peopleScreens: readonly ScreenRow[] = [
  {
    name: "people, questions",
    path: ({ org }) => `/org/${org}/people`,
    who: "owner",
    title: "Questions",
    sees: "Is the water treated",
  },
  {
    name: "people, closing a question",
    path: ({ org }) => `/org/${org}/people`,
    who: "owner",
    title: "Questions",
    open: async (page) => {
      await page.getByRole("button", { name: "Close it" }).first().click();
      await inDialog(page, "Why?");
    },
  },
  {
    name: "people, questions closed",
    path: ({ org }) => `/org/${org}/people?show=closed`,
    who: "owner",
    title: "Questions",
    sees: "Nothing is closed yet",
  },
  {
    name: "people, viewings",
    path: ({ org }) => `/org/${org}/people/viewings`,
    who: "owner",
    title: "Viewings",
    sees: "1 of 3 places booked",
  },
  {
    name: "people, offering times",
    path: ({ org }) => `/org/${org}/people/viewings?add=times`,
    who: "owner",
    title: "Viewings",
    open: (page) => inDialog(page, "On which day?"),
  },
  {
    name: "people, applications",
    path: ({ org }) => `/org/${org}/people/applications`,
    who: "owner",
    title: "Applications",
    open: (page) => sees(page, "Pharmacist"),
  },
  {
    name: "people, an application",
    path: ({ org }) => `/org/${org}/people/applications`,
    who: "owner",
    title: "Applications",
    open: (page) => openFirst(page, "Who would live there"),
  },
  {
    name: "people, an applicant who shares their record",
    before: makeRecordWorld,
    path: ({ org }) => `/org/${org}/people/applications/${recordIds().shared}`,
    who: "owner",
    title: "",
    sees: "They share their rental record with you until",
  },
  {
    name: "people, asking for a rental record",
    before: makeRecordWorld,
    path: ({ org }) => `/org/${org}/people/applications/${recordIds().unasked}?record=ask`,
    who: "owner",
    title: "",
    open: (page) => inDialog(page, "What do you need it for?"),
  },
  {
    name: "people, rental records",
    before: makeRecordWorld,
    path: ({ org }) => `/org/${org}/people/records`,
    who: "owner",
    title: "Rental records",
    sees: "They share their rental record with you until",
  },
  {
    name: "people, a rental record",
    before: makeRecordWorld,
    path: ({ org }) => `/org/${org}/people/applications/${recordIds().shared}?record=look`,
    who: "owner",
    title: "",
    open: (page) => page.getByText("They see that you looked.").waitFor(),
  },
  {
    name: "people, declining",
    path: ({ org }) => `/org/${org}/people/applications`,
    who: "owner",
    title: "Applications",
    open: async (page) => {
      await openFirst(page, "Who would live there");
      await page.getByRole("button", { name: "Decline" }).click();
      await inDialog(page, "Why?");
    },
  },
  {
    name: "people, offers",
    path: ({ org }) => `/org/${org}/people/offers`,
    who: "owner",
    title: "Offers",
    open: (page) => sees(page, "Waits for your answer"),
  },
  {
    name: "people, an offer",
    path: ({ org }) => `/org/${org}/people/offers`,
    who: "owner",
    title: "Offers",
    open: (page) => openFirst(page, "With the kitchen painted", "Halima Garba"),
  },
  {
    name: "people, a counter-offer",
    path: ({ org }) => `/org/${org}/people/offers`,
    who: "owner",
    title: "Offers",
    open: async (page) => {
      await openFirst(page, "With the kitchen painted", "Halima Garba");
      await page.getByRole("button", { name: "Make a counter-offer" }).click();
      await inDialog(page, "First day");
    },
  },
  {
    name: "somebody else's applicants",
    path: ({ org }) => `/org/${org}/people/applications`,
    who: "tenant",
    title: "Applications",
    sees: "You may not do this",
  },
  {
    name: "a sale",
    path: ({ org }) => `/org/${org}/people/offers?show=agreed`,
    who: "owner",
    title: "Offers",
    open: async (page) => {
      await toSale(page);
      await sees(page, "Who is in it");
    },
  },
  {
    name: "a sale, the contract is signed",
    path: ({ org }) => `/org/${org}/people/offers?show=agreed`,
    who: "owner",
    title: "Offers",
    open: async (page) => {
      await toSale(page);
      await page.getByRole("button", { name: "The contract was signed" }).click();
      await inDialog(page, "When was it signed?");
    },
  },
  {
    name: "a sale, naming somebody",
    path: ({ org }) => `/org/${org}/people/offers?show=agreed`,
    who: "owner",
    title: "Offers",
    open: async (page) => {
      await toSale(page);
      await page.getByRole("button", { name: "Name somebody" }).click();
      await inDialog(page, "Name, as in the deed");
    },
  },
  ...lettingScreens,
];
