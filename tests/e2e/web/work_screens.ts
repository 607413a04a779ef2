/** The work place as an owner finds it, and as it is closed to everybody else. */
import type { ScreenRow } from "./screen_row.ts";

/** Of the owner. */
export const workScreens: readonly ScreenRow[] = [
  {
    name: "today",
    path: ({ org }) => `/org/${org}`,
    who: "owner",
    title: "Today",
    sees: "This month",
  },
  {
    name: "payments to confirm",
    path: ({ org }) => `/org/${org}/money/payments`,
    who: "owner",
    title: "Payments to confirm",
    sees: "What was expected",
  },
  {
    name: "confirming a payment",
    path: ({ org }) => `/org/${org}/money/payments`,
    who: "owner",
    title: "Payments to confirm",
    sees: "What was expected",
    open: async (page) => {
      await page.getByRole("button", { name: "Confirm", exact: true }).first().click();
      await page.getByRole("dialog").getByLabel("What came in").waitFor();
    },
  },
  {
    name: "payments decided",
    path: ({ org }) => `/org/${org}/money/payments?show=done`,
    who: "owner",
    title: "Payments to confirm",
    sees: "Confirmed",
  },
  {
    name: "payments, it came after all",
    path: ({ org }) => `/org/${org}/money/payments?show=done`,
    who: "owner",
    title: "Payments to confirm",
    open: async (page) => {
      await page.getByRole("button", { name: "It came after all" }).first().click();
      await page.getByRole("dialog").getByLabel("What came in").waitFor();
    },
  },
  {
    name: "payments, the payer is asked",
    path: ({ org }) => `/org/${org}/money/payments?show=asked`,
    who: "owner",
    title: "Payments to confirm",
    sees: "If the payer says nothing by",
  },
  {
    name: "payments, recorded by mistake",
    path: ({ org }) => `/org/${org}/money/payments?show=asked`,
    who: "owner",
    title: "Payments to confirm",
    open: async (page) => {
      await page.getByRole("button", { name: "I recorded it by mistake" }).first().click();
      await page.getByRole("dialog").getByLabel("What was wrong?").waitFor();
    },
  },
  {
    name: "rent roll",
    path: ({ org }) => `/org/${org}/money`,
    who: "owner",
    title: "Rent roll",
    sees: "overdue",
  },
  {
    name: "charges",
    path: ({ org }) => `/org/${org}/money/charges?show=open`,
    who: "owner",
    title: "Charges",
    sees: "to be paid",
  },
  {
    name: "homes",
    path: ({ org }) => `/org/${org}/homes`,
    who: "owner",
    title: "Homes",
    sees: "units",
    open: async (page) => {
      await page.locator("main li a").first().click();
      await page.getByText("bedroom").or(page.getByText("Shop")).first().waitFor();
    },
  },
  {
    name: "more",
    path: ({ org }) => `/org/${org}/more`,
    who: "owner",
    title: "More",
  },
  {
    name: "settings",
    path: ({ org }) => `/org/${org}/settings`,
    who: "owner",
    title: "Settings",
    sees: "Where the money goes",
  },
  {
    name: "listings",
    path: ({ org }) => `/org/${org}/listings`,
    who: "owner",
    title: "Listings",
    sees: "Open to visitors",
  },
  {
    name: "a listing of ours",
    path: ({ org, listing }) => `/org/${org}/listings/${listing}`,
    who: "owner",
    title: "Yaba",
    sees: "Add photos",
  },
  {
    name: "somebody else's charges",
    path: ({ org }) => `/org/${org}/money/charges`,
    who: "tenant",
    title: "Charges",
    sees: "You may not do this",
  },
  {
    name: "somebody else's bank accounts",
    path: ({ org }) => `/org/${org}/settings/payee`,
    who: "tenant",
    title: "Where money goes",
    sees: "You may not do this",
  },
  {
    name: "somebody else's work",
    path: ({ org }) => `/org/${org}`,
    who: "tenant",
    title: "Today",
    sees: "You may not do this",
  },
];
