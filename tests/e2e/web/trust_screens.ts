/** Screens of proving who one is, of second factors and preferences, and of the staff. */
import type { Page } from "playwright-core";
import type { ScreenRow } from "./routes.ts";

const openFirst = async (page: Page) => {
  await page.keyboard.press("j");
  await page.getByRole("article").waitFor();
};

/** Part of the table in routes.ts. */
export const trustScreens: readonly ScreenRow[] = [
  {
    name: "proof",
    path: () => "/me/proof",
    who: "tenant",
    title: "Prove who you are",
    sees: "Nobody of our staff has looked you up",
  },
  {
    name: "proof by phone",
    path: () => "/me/proof/phone",
    who: "owner",
    title: "Phone number",
    sees: "What we keep",
  },
  {
    name: "proof by NIN",
    path: () => "/me/proof/nin",
    who: "owner",
    title: "NIN",
    sees: "I agree",
    open: (page) => page.getByRole("button", { name: "Check it" }).click(),
  },
  {
    name: "proof by bank account",
    path: () => "/me/proof/bank_account",
    who: "owner",
    title: "Bank account",
    sees: "Account number",
  },
  {
    name: "proof that was refused",
    path: () => "/me/proof/nin",
    who: "agency",
    title: "NIN",
    sees: "A person decided: no",
  },
  {
    name: "proof that there is not",
    path: () => "/me/proof/nothing",
    who: "owner",
    title: "Prove who you are",
    sees: "There is no such step",
  },
  {
    name: "consent taken back",
    path: () => "/me/proof/nin",
    who: "tenant",
    title: "NIN",
    sees: "good until",
    open: async (page) => {
      await page.getByRole("button", { name: "Take my consent back" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "second factor",
    path: () => "/me/second-factor",
    who: "owner",
    title: "Second factor",
    sees: "There is none yet",
  },
  {
    name: "second factor, being set up",
    path: () => "/me/second-factor",
    who: "agency",
    title: "Second factor",
    sees: "There is none yet",
    open: async (page) => {
      await page.getByRole("button", { name: "Begin" }).click();
      await page.getByRole("img", { name: /scan/ }).waitFor();
    },
  },
  {
    name: "second factor, being removed",
    path: () => "/me/second-factor",
    who: "staff",
    title: "Second factor",
    sees: "In use",
    open: async (page) => {
      await page.getByRole("button", { name: /^Remove/ }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "data",
    path: () => "/me/data",
    who: "tenant",
    title: "Your data",
    sees: "Ask for a copy",
    open: async (page) => {
      await page.getByRole("button", { name: "See what it means" }).click();
      await page.getByText("It cannot be done yet").waitFor();
    },
  },
  {
    name: "data, account to be deleted",
    path: () => "/me/data",
    who: "staff",
    title: "Your data",
    sees: "See what it means",
    open: async (page) => {
      await page.getByRole("button", { name: "See what it means" }).click();
      await page.getByLabel("I have read what goes and what is kept").check();
    },
  },
  {
    name: "preferences",
    path: () => "/me/preferences",
    who: "tenant",
    title: "What you are told, and how",
    sees: "Rent and money",
    open: async (page) => {
      await page.getByText(/^One by one/).nth(1).click();
      await page.getByLabel("Leave me alone at night").check();
    },
  },
  {
    name: "payee accounts",
    path: ({ org }) => `/org/${org}/settings/payee`,
    who: "owner",
    title: "Where money goes",
    sees: "No bank account yet",
  },
  {
    name: "payee account, being added",
    path: ({ org }) => `/org/${org}/settings/payee`,
    who: "owner",
    title: "Where money goes",
    sees: "No bank account yet",
    open: async (page) => {
      await page.getByRole("button", { name: "Add an account" }).click();
      await page.getByLabel("Bank").selectOption({ index: 1 });
      await page.getByLabel("Account number").fill("0123456789");
      await page.getByRole("button", { name: "Add it" }).click();
      await page.getByRole("dialog", { name: "Your second factor" }).waitFor();
      await page.getByRole("link", { name: "Set one up" }).waitFor();
    },
  },
  {
    name: "staff, for others",
    path: () => "/staff",
    who: "owner",
    title: "Staff of Estate",
    sees: "This is for our staff",
  },
  {
    name: "staff",
    path: () => "/staff",
    who: "staff",
    title: "Staff of Estate",
    sees: "Nothing waits",
  },
  {
    name: "payments of the staff",
    path: () => "/staff/payments",
    who: "staff",
    title: "Payments",
    sees: "Amount mismatch",
    open: openFirst,
  },
  {
    name: "identity of the staff",
    path: () => "/staff/identity",
    who: "staff",
    title: "Who people are",
    sees: "BVN: appeal",
    open: openFirst,
  },
  {
    name: "reports of the staff",
    path: () => "/staff/reports",
    who: "staff",
    title: "Reports and appeals",
    sees: "Listing report",
    open: openFirst,
  },
  {
    name: "queue where nothing waits",
    path: () => "/staff/titles",
    who: "staff",
    title: "Titles",
    sees: "Nothing waits here",
  },
  {
    name: "given up",
    path: () => "/staff/dead-letters",
    who: "staff",
    title: "Given up",
    sees: "No event was given up",
  },
  {
    name: "health",
    path: () => "/staff/health",
    who: "staff",
    title: "How the work goes",
    sees: "The scheduler",
    open: (page) => page.getByText("On time").filter({ visible: true }).first().waitFor(),
  },
  {
    name: "no such queue",
    path: () => "/staff/nothing",
    who: "staff",
    title: "There is no such queue",
  },
];
