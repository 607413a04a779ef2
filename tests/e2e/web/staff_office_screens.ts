/** The screens of the staff beside their queues: the record of acts, people, rules, balances, requests to be forgotten. */
import type { ScreenRow } from "./routes.ts";

/** All of them. */
export const staffOfficeScreens: readonly ScreenRow[] = [
  {
    name: "record of acts",
    path: () => "/staff/acts",
    who: "staff",
    title: "Record of acts",
    sees: "The record is whole",
  },
  {
    name: "looking somebody up",
    path: () => "/staff/people",
    who: "staff",
    title: "People",
    open: async (page) => {
      await page.getByLabel("Who", { exact: true }).fill("tenant@demo.estate.ng");
      await page.getByLabel("Reason").fill("Asked for help, request 12");
      await page.getByRole("button", { name: "Look them up" }).click();
      await page.getByRole("heading", { name: "Tunde Bello" }).waitFor();
    },
  },
  {
    name: "a rule of signals",
    path: () => "/staff/rules",
    who: "staff",
    title: "Rules of signals",
    open: async (page) => {
      await page.getByRole("button", { name: /^Set it/ }).filter({ visible: true }).first().click();
      await page.getByRole("dialog").getByLabel("Weight").waitFor();
    },
  },
  {
    name: "balances at providers",
    path: () => "/staff/balances",
    who: "staff",
    title: "Balances at providers",
    open: (page) =>
      page.getByText("No balance was read yet").or(
        page.getByRole("list", { name: "Balances at providers" }),
      )
        .first().waitFor(),
  },
  {
    name: "requests to be forgotten",
    path: () => "/staff/erasures",
    who: "staff",
    title: "Requests to be forgotten",
    sees: "Nothing waits here",
  },
];
