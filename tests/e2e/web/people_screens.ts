/** Screens of people and tenancies, as the landlady sees them. What they show, people_world.ts makes. */
import type { Page } from "playwright-core";
import type { ScreenRow } from "./routes.ts";

/** Waits for words that stand twice, once for each width. */
const sees = (page: Page, words: string) =>
  page.getByText(words).filter({ visible: true }).first().waitFor();

const openFirst = async (page: Page, words: string) => {
  await page.getByRole("main").locator("table a, li a").filter({ visible: true }).first().click();
  await sees(page, words);
};

const inDialog = (page: Page, label: string) =>
  page.getByRole("dialog").or(page.getByRole("alertdialog")).getByLabel(label).waitFor();

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
    open: (page) => openFirst(page, "With the kitchen painted"),
  },
  {
    name: "people, a counter-offer",
    path: ({ org }) => `/org/${org}/people/offers`,
    who: "owner",
    title: "Offers",
    open: async (page) => {
      await openFirst(page, "With the kitchen painted");
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
    name: "tenancies",
    path: ({ org }) => `/org/${org}/lettings`,
    who: "owner",
    title: "Tenancies",
    open: (page) => sees(page, "In force"),
  },
  {
    name: "a tenancy",
    path: ({ org, tenancy }) => `/org/${org}/lettings/${tenancy}`,
    who: "owner",
    title: ", ",
    sees: "Terms",
  },
  {
    name: "a tenancy, renewing",
    path: ({ org, tenancy }) => `/org/${org}/lettings/${tenancy}`,
    who: "owner",
    title: ", ",
    open: async (page) => {
      await page.getByRole("button", { name: "Offer a renewal" }).click();
      await inDialog(page, "For");
    },
  },
  {
    name: "a tenancy, the keys come back",
    path: ({ org, tenancy }) => `/org/${org}/lettings/${tenancy}`,
    who: "owner",
    title: ", ",
    open: async (page) => {
      await page.getByRole("button", { name: "The keys came back" }).click();
      await inDialog(page, "When did they come back?");
    },
  },
];
