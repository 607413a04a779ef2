/** Screens of one tenancy's money, of the accounts and of what is owed to owners. */
import type { ScreenRow } from "./routes.ts";
import { indebtedTenancy, makeUnpaidCharge } from "./unpaid_charge.ts";

const at = (path: string): ScreenRow["path"] => ({ org }) => `/org/${org}/${path}`;

/** Their rows. */
export const accountScreens: readonly ScreenRow[] = [
  {
    name: "money of a tenancy",
    path: ({ org, tenancy }) => `/org/${org}/money/tenancies/${tenancy}`,
    who: "owner",
    title: "Tunde Bello",
    sees: "Charged again and again",
  },
  {
    name: "money of a tenancy, paying late",
    path: ({ org, tenancy }) => `/org/${org}/money/tenancies/${tenancy}?say=late`,
    who: "owner",
    title: "",
    open: (page) => page.getByRole("dialog").getByLabel("Amount", { exact: true }).waitFor(),
  },
  {
    name: "money of a tenancy, adding a charge",
    path: ({ org, tenancy }) => `/org/${org}/money/tenancies/${tenancy}?say=charge`,
    who: "owner",
    title: "",
    open: (page) => page.getByRole("dialog").getByLabel("What for").waitFor(),
  },
  {
    name: "money of a tenancy, a charge in parts",
    path: ({ org }) => `/org/${org}/money/tenancies/${indebtedTenancy()}`,
    who: "owner",
    before: makeUnpaidCharge,
    title: "",
    open: async (page) => {
      await page.getByRole("button", { name: /^Pay in parts/ }).first().click();
      await page.getByRole("dialog").getByLabel("Part 2", { exact: true }).waitFor();
    },
  },
  {
    name: "money of a tenancy, recording a payment",
    path: ({ org, tenancy }) => `/org/${org}/money/tenancies/${tenancy}?say=record`,
    who: "owner",
    title: "",
    open: async (page) => {
      const sheet = page.getByRole("dialog", { name: "Record a payment" });
      await sheet.getByText("What did they pay?").waitFor();
      await sheet.getByText("They are not settled yet").waitFor();
    },
  },
  {
    name: "accounts",
    path: at("money/accounts"),
    who: "owner",
    title: "Accounts",
    sees: "With the payment providers",
  },
  {
    name: "an account, line by line",
    path: at("money/accounts"),
    who: "owner",
    title: "Accounts",
    open: async (page) => {
      await page.getByRole("link", { name: /^Owed by tenants/ }).click();
      await page.getByRole("heading", { level: 1, name: "Owed by tenants" }).waitFor();
      await page.getByText("This year").waitFor();
    },
  },
  {
    name: "owners' money",
    path: at("money/owners"),
    who: "owner",
    title: "Owners' money",
    sees: "less the fee that was agreed",
  },
];
