/** The screens of a tenant: home, money, papers, messages. */
import type { Page } from "playwright-core";
import { keeperHome, makeKeptCard } from "./kept_card.ts";
import type { ScreenRow } from "./routes.ts";

/** Waits for words that stand twice, once for each width. */
const visible = (words: string) => (page: Page) =>
  page.getByText(words).filter({ visible: true }).first().waitFor();

/** All of them. */
export const tenantScreens: readonly ScreenRow[] = [
  {
    name: "a tenant's home",
    path: ({ tenancy }) => `/home/${tenancy}`,
    who: "tenant",
    title: ", ",
    sees: "Paid through",
  },
  {
    name: "pay",
    path: ({ tenancy }) => `/home/${tenancy}/pay`,
    who: "tenant",
    title: "Pay",
    sees: "How?",
  },
  {
    name: "pay, shown by a proof",
    path: ({ tenancy }) => `/home/${tenancy}/pay?how=proof`,
    who: "tenant",
    title: "Pay",
    sees: "What did you pay?",
  },
  {
    name: "charges",
    path: ({ tenancy }) => `/home/${tenancy}/money`,
    who: "tenant",
    title: "Payments and receipts",
    open: visible("Paid so far"),
  },
  {
    name: "payments",
    path: ({ tenancy }) => `/home/${tenancy}/money?tab=payments`,
    who: "tenant",
    title: "Payments and receipts",
    open: visible("Reference"),
  },
  {
    name: "receipts",
    path: ({ tenancy }) => `/home/${tenancy}/money?tab=receipts`,
    who: "tenant",
    title: "Payments and receipts",
    open: visible("Received"),
  },
  {
    name: "what a landlord recorded, and what nobody looked at in time",
    path: ({ tenancy }) => `/home/${tenancy}`,
    who: "tenant",
    title: ", ",
    sees: "Nobody looked in time whether",
    open: (page) => page.getByText(/^Did you pay ₦5,000/).waitFor(),
  },
  {
    name: "another proof",
    path: ({ tenancy }) => `/home/${tenancy}/money?tab=payments`,
    who: "tenant",
    title: "Payments and receipts",
    open: async (page) => {
      await page.getByRole("link", { name: "Show another proof" }).filter({ visible: true })
        .first().click();
      await page.getByText("With another proof your landlord is asked again.").waitFor();
    },
  },
  {
    name: "your cards, none kept",
    path: () => "/me/cards",
    who: "tenant",
    title: "Your cards",
    sees: "No card of yours is kept here",
  },
  {
    name: "your cards, removing one",
    before: makeKeptCard,
    path: () => "/me/cards",
    who: "tenant11",
    title: "Your cards",
    sees: "Pays by itself",
    open: async (page) => {
      await page.getByRole("button", { name: /^Remove / }).click();
      await page.getByRole("button", { name: "Yes, remove it" }).waitFor();
    },
  },
  {
    name: "autopay, on",
    before: makeKeptCard,
    path: () => `/home/${keeperHome()}/autopay`,
    who: "tenant11",
    title: "Autopay",
    sees: "Cards that are kept",
  },
  {
    name: "tenancy",
    path: ({ tenancy }) => `/home/${tenancy}/tenancy`,
    who: "tenant",
    title: "Tenancy and papers",
    sees: "Letters and notices",
  },
  {
    name: "no such paper",
    path: ({ tenancy }) => `/home/${tenancy}/notices/0190a6f0-0000-7000-8000-000000000003`,
    who: "tenant",
    title: "Letters and notices",
    sees: "There is no such paper of this home",
  },
  {
    name: "another's home",
    path: () => "/home/0190a6f0-0000-7000-8000-000000000003",
    who: "tenant",
    title: "Your home",
    sees: "This home is not among yours",
  },
  { name: "no home", path: () => "/home", who: "owner", title: "Your homes" },
  {
    name: "a payment that there is not",
    path: () => "/payments/EST-NONE",
    who: "tenant",
    title: "Your payment",
    sees: "There is no payment with this reference",
  },
  { name: "messages", path: () => "/messages", who: "tenant", title: "Messages", sees: "Okafor" },
  {
    name: "a talk",
    path: ({ conversation }) => `/messages/${conversation}`,
    who: "tenant",
    title: "Okafor",
  },
  {
    name: "another's talk",
    path: () => "/messages/0190a6f0-0000-7000-8000-000000000003",
    who: "tenant",
    title: "Conversation",
    sees: "You take no part in this conversation",
  },
  { name: "alerts", path: () => "/notifications", who: "tenant", title: "Alerts", sees: "ago" },
];
