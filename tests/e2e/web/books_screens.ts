/** Screens of money: reports, bank statements, payouts. What stands on them their stories left. */
import { Buffer } from "node:buffer";
import type { ScreenRow } from "./routes.ts";

const at = (path: string): ScreenRow["path"] => ({ org }) => `/org/${org}/${path}`;

/** Their rows. */
export const booksScreens: readonly ScreenRow[] = [
  { name: "reports", path: at("reports"), who: "owner", title: "Reports", sees: "Ageing" },
  {
    name: "report: rent roll",
    path: at("reports/rent-roll"),
    who: "owner",
    title: "Rent roll",
    sees: "Terms that end, by month",
    open: (page) => page.getByRole("img", { name: "Terms that end, by month" }).waitFor(),
  },
  {
    name: "report: collections, its chart as a table",
    path: at("reports/collections"),
    who: "owner",
    title: "Collections",
    sees: "What came in, by month",
    open: async (page) => {
      await page.getByRole("img", { name: "What came in, by month" }).waitFor();
      await page.getByText("These figures as a table").click();
    },
  },
  {
    name: "report: collections, other days",
    path: at("reports/collections?from=2020-01-01&to=2020-01-31"),
    who: "owner",
    title: "Collections",
    sees: "Nothing came in on these days",
  },
  {
    name: "report: ageing",
    path: at("reports/ageing"),
    who: "owner",
    title: "Ageing",
    sees: "What is owed, by its age",
    open: (page) => page.getByRole("img", { name: "What is owed, by its age" }).waitFor(),
  },
  {
    name: "report: owner statement",
    path: at("reports/owner-statement"),
    who: "owner",
    title: "Owner statement",
    sees: "fell due in these days",
    open: (page) => page.getByRole("img", { name: "Due and received, by month" }).waitFor(),
  },
  {
    name: "report: service charges",
    path: at("reports/service-charges"),
    who: "owner",
    title: "Service charge account",
    sees: "service charge",
  },
  {
    name: "report: platform fees",
    path: at("reports/platform-fees"),
    who: "owner",
    title: "Platform fees",
    sees: "taken",
  },
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
    name: "somebody else's bank statement",
    path: at("money/reconcile"),
    who: "tenant",
    title: "Bank statement",
    sees: "You may not do this",
  },
  {
    name: "somebody else's reports",
    path: at("reports/ageing"),
    who: "tenant",
    title: "Ageing",
    sees: "You may not do this",
  },
];
