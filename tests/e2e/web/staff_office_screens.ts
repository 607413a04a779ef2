/** The screens of the staff beside their queues: the record of acts, people, rules, balances, requests to be forgotten. */
import { type Disputed, makeDisputed, openCase } from "./disputed_world.ts";
import type { ScreenRow } from "./routes.ts";
import type { World } from "./world.ts";

const made = new WeakMap<World["stack"], Promise<Disputed>>();
let shown: Disputed | undefined;
const before = async (world: World) => {
  const making = made.get(world.stack) ?? makeDisputed(world, "B2");
  made.set(world.stack, making);
  shown = await making;
};

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
    name: "a disputed payment, being decided",
    before,
    path: () => `/staff/payments?case=${shown?.cashCase}`,
    who: "staff",
    title: "Payments",
    sees: "Whom it is about is closed",
    open: async (page) => {
      await openCase(page);
      await page.getByText("I gave nobody cash, B2").waitFor();
      await page.getByLabel("It came", { exact: true }).check();
      await page.getByLabel("What came in").waitFor();
      await page.getByRole("button", { name: "Decide" }).click();
      await page.getByText("Say why, in three letters at least.").waitFor();
    },
  },
  {
    name: "a disputed return of a deposit",
    before,
    path: () => `/staff/payments?case=${shown?.backCase}`,
    who: "staff",
    title: "Payments",
    sees: "Whom it is about is closed",
    open: async (page) => {
      await openCase(page);
      await page.getByText("My bank shows nothing, B2").waitFor();
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
