/** Screens of money: bank statements, receipts, payouts, refunds. What stands on them their stories left. */
import { Buffer } from "node:buffer";
import type { ScreenRow } from "./routes.ts";

const at = (path: string): ScreenRow["path"] => ({ org }) => `/org/${org}/${path}`;

/** Their rows. */
export const booksScreens: readonly ScreenRow[] = [
  {
    name: "bank statement",
    path: at("money/reconcile"),
    who: "owner",
    title: "Bank statement",
    sees: "that nobody has matched",
  },
  {
    name: "bank statement, choosing charges",
    path: at("money/reconcile"),
    who: "owner",
    title: "Bank statement",
    sees: "that nobody has matched",
    open: async (page) => {
      await page.getByRole("button", { name: "Choose the charges" }).first().click();
      await page.getByRole("dialog").getByLabel("Tenant or home").waitFor();
      await page.getByRole("dialog").getByRole("checkbox").first().check();
    },
  },
  {
    name: "bank statement, leaving a line out",
    path: at("money/reconcile"),
    who: "owner",
    title: "Bank statement",
    sees: "that nobody has matched",
    open: async (page) => {
      await page.getByRole("button", { name: "Not from a tenant" }).first().click();
      await page.getByRole("dialog").getByLabel("What is it?").waitFor();
    },
  },
  {
    name: "importing a statement",
    path: at("money/reconcile/import"),
    who: "owner",
    title: "Import a statement",
    sees: "A CSV file",
    open: async (page) => {
      await page.getByLabel("Statement").setInputFiles({
        name: "other.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("Date,Details,Money in,Balance\n01/11/2026,TRF ADE,500,900\n"),
      });
      await page.getByLabel("The bank's words").waitFor();
    },
  },
  {
    name: "receipts of the organization",
    path: at("money/receipts"),
    who: "owner",
    title: "Receipts",
    sees: "Number, tenant or home",
  },
  {
    name: "receipts, none found",
    path: at("money/receipts?q=nobody%20of%20that%20name"),
    who: "owner",
    title: "Receipts",
    sees: "No receipt has",
  },
  {
    name: "voiding a receipt",
    path: at("money/receipts"),
    who: "owner",
    title: "Receipts",
    open: async (page) => {
      await page.getByRole("button", { name: /^Void receipt/ }).first().click();
      await page.getByRole("alertdialog").getByLabel("Why?").waitFor();
    },
  },
  {
    name: "asking for a refund",
    path: at("money/receipts?q=Emeka"),
    who: "owner",
    title: "Receipts",
    open: async (page) => {
      await page.getByRole("button", { name: /^Refund of receipt/ }).first().click();
      await page.getByRole("dialog").getByLabel("How much goes back").waitFor();
    },
  },
  {
    name: "payouts",
    path: at("money/payouts"),
    who: "owner",
    title: "Payouts",
    sees: "can be paid out now",
  },
  {
    name: "asking for a payout",
    path: at("money/payouts?ask=yes"),
    who: "owner",
    title: "Payouts",
    open: (page) => page.getByRole("dialog").getByLabel("How much").waitFor(),
  },
  {
    name: "refunds",
    path: at("money/refunds"),
    who: "owner",
    title: "Refunds",
    sees: "by the word of two people",
  },
  {
    name: "disputes",
    path: at("money/disputes"),
    who: "owner",
    title: "Disputes",
    sees: "Not answering in time loses it",
  },
  {
    name: "somebody else's bank statement",
    path: at("money/reconcile"),
    who: "tenant",
    title: "Bank statement",
    sees: "You may not do this",
  },
];
