/** Screens of a tenant's home beside money: inspections, renewal, moving out, deposit, rental record. */
import type { Page } from "playwright-core";
import type { ScreenRow } from "./routes.ts";
import { makeTenantWorld as before, tenantIds } from "./tenant_world.ts";

const sheet = (name: string) => (page: Page) => page.getByRole("dialog", { name }).waitFor();

/** Part of the table in routes.ts. */
export const tenantSideScreens: readonly ScreenRow[] = [
  {
    name: "inspections",
    before,
    path: ({ tenancy }) => `/home/${tenancy}/inspections`,
    who: "tenant",
    title: "Inspections",
    sees: "Being signed",
  },
  {
    name: "no such inspection",
    path: ({ tenancy }) => `/home/${tenancy}/inspections/0190a6f0-0000-7000-8000-000000000003`,
    who: "tenant",
    title: "Inspection",
    sees: "There is no such inspection of this home",
  },
  {
    name: "inspection to sign",
    before,
    path: ({ tenancy }) => `/home/${tenancy}/inspections/${tenantIds().inspection}`,
    who: "tenant",
    title: "Inspection at moving in",
    sees: "It is right: sign",
    open: (page) => page.getByRole("img", { name: /^The sink/ }).waitFor(),
  },
  {
    name: "inspection, signing",
    before,
    path: ({ tenancy }) => `/home/${tenancy}/inspections/${tenantIds().inspection}?say=sign`,
    who: "tenant",
    title: "Inspection at moving in",
    open: sheet("Sign the inspection"),
  },
  {
    name: "inspection, refusing",
    before,
    path: ({ tenancy }) => `/home/${tenancy}/inspections/${tenantIds().inspection}?say=refuse`,
    who: "tenant",
    title: "Inspection at moving in",
    open: async (page) => {
      await sheet("What is not right?")(page);
      await page.getByRole("button", { name: "Say that it is not right" }).click();
      await page.getByText("Say what is not right.").waitFor();
    },
  },
  {
    name: "moving out, lived in",
    path: ({ tenancy }) => `/home/${tenancy}/ending`,
    who: "tenant",
    title: "Moving out and deposit",
    sees: "at the earliest",
  },
  {
    name: "moving out, giving notice",
    path: ({ tenancy }) => `/home/${tenancy}/ending?give=notice`,
    who: "tenant",
    title: "Moving out and deposit",
    open: async (page) => {
      await sheet("Give notice")(page);
      await page.getByLabel("When do you give the home back?").waitFor();
    },
  },
  {
    name: "deposit to answer",
    before,
    path: () => `/home/${tenantIds().left}/ending`,
    who: "tenant7",
    title: "Moving out and deposit",
    sees: "of your deposit come back?",
    open: (page) => page.getByRole("button", { name: "No", exact: true }).first().click(),
  },
  {
    name: "deposit, disputing what was kept",
    before,
    path: () => `/home/${tenantIds().left}/ending`,
    who: "tenant7",
    title: "Moving out and deposit",
    sees: "Waits for an answer",
    open: async (page) => {
      await page.getByRole("button", { name: "I do not agree" }).first().click();
      await page.getByLabel("What shows it").waitFor();
      await page.getByRole("button", { name: "Say that it is not right" }).click();
      await page.getByText("Say what is not right.").waitFor();
    },
  },
  {
    name: "deposit, answering what is disputed",
    before,
    path: () => `/org/${tenantIds().letBy}/lettings/${tenantIds().left}`,
    who: "agency",
    title: ", ",
    sees: "Waits for your answer",
    open: async (page) => {
      await page.getByRole("button", { name: "Answer", exact: true }).first().click();
      await sheet("Answer the tenant")(page);
      await page.getByLabel("What stays kept?").selectOption("less");
      await page.getByLabel("How much stays kept").waitFor();
    },
  },
  {
    name: "deposit, taking back what was kept",
    before,
    path: () => `/org/${tenantIds().letBy}/lettings/${tenantIds().left}`,
    who: "agency",
    title: ", ",
    sees: "Take it back",
    open: async (page) => {
      await page.getByRole("button", { name: /^Take it back/ }).first().click();
      await sheet("Take back what was kept")(page);
      await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
      await page.getByText("Say why: the tenants read it.").waitFor();
    },
  },
  {
    name: "renewal offered",
    before,
    path: () => "/home",
    who: "tenant9",
    title: "Your homes",
    open: async (page) => {
      await page.getByRole("link", { name: /Offered to you/ }).click();
      await page.getByText("offers to renew your tenancy").waitFor();
    },
  },
  {
    name: "rental record",
    before,
    path: () => "/me/record",
    who: "tenant",
    title: "Your rental record",
    sees: "Asks to see it",
  },
  {
    name: "rental record, sharing",
    path: () => "/me/record?share=new",
    who: "tenant",
    title: "Your rental record",
    open: async (page) => {
      await sheet("Share your record")(page);
      await page.getByLabel("With whom?").waitFor();
    },
  },
  {
    name: "rental record, empty",
    path: () => "/me/record",
    who: "agency",
    title: "Your rental record",
    sees: "Nothing is on it yet",
  },
  {
    name: "rent relief",
    path: ({ tenancy }) => `/home/${tenancy}/money?tab=relief&year=${new Date().getFullYear() - 1}`,
    who: "tenant",
    title: "Payments and receipts",
    sees: "Not tax advice",
  },
  {
    name: "autopay, no card",
    path: ({ tenancy }) => `/home/${tenancy}/autopay`,
    who: "tenant",
    title: "Autopay",
    sees: "No card of yours is kept here",
  },
  {
    name: "search over talks",
    path: () => "/messages?find=inspection",
    who: "tenant",
    title: "Messages",
    open: (page) => page.getByRole("region", { name: "What was found" }).waitFor(),
  },
  {
    name: "search in a talk",
    path: ({ conversation }) => `/messages/${conversation}?find=nothing-of-this-kind`,
    who: "tenant",
    title: "Okafor",
    sees: "Nobody has said",
  },
  {
    name: "people of a talk",
    path: ({ conversation }) => `/messages/${conversation}?people=true`,
    who: "tenant",
    title: "Okafor",
    open: async (page) => {
      await sheet("Who takes part")(page);
      await page.getByText("this is you").waitFor();
    },
  },
  {
    name: "messages, invited to a talk",
    before,
    path: () => "/messages",
    who: "tenant8",
    title: "Messages",
    sees: "invites you to a conversation with",
  },
  {
    name: "messages, declining an invitation",
    before,
    path: () => "/messages",
    who: "tenant8",
    title: "Messages",
    open: async (page) => {
      await page.getByRole("button", { name: "Decline" }).click();
      await page.getByRole("button", { name: "I do not come in" }).waitFor();
    },
  },
  {
    name: "what to do with a message",
    path: ({ conversation }) => `/messages/${conversation}`,
    who: "tenant",
    title: "Okafor",
    open: async (page) => {
      await page.getByRole("link", { name: /^What to do with the message/ }).first().click();
      await sheet("This message")(page);
    },
  },
];
