/** Screens of an owner's homes and listings, and of who works for them. */
import type { Page } from "playwright-core";
import type { ScreenRow } from "./routes.ts";

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name }).waitFor();

/** From the tree of homes to its first house. */
async function toProperty(page: Page): Promise<void> {
  await page.locator("main li a").first().click();
  await page.getByRole("link", { name: /^All about/ }).first().click();
  await page.getByRole("heading", { level: 2, name: "Title papers" }).waitFor();
}

/** And on to its first unit. */
async function toUnit(page: Page): Promise<void> {
  await toProperty(page);
  await page.locator("main section").filter({ hasText: "Add units" }).locator("li a").first()
    .click();
  await page.getByRole("heading", { level: 2, name: "Closed days" }).waitFor();
}

const homes = ({ org }: { readonly org: string }) => `/org/${org}/homes`;

/** Part of the table in routes.ts. */
export const homesScreens: readonly ScreenRow[] = [
  {
    name: "organization, new",
    path: () => "/org/new",
    who: "owner",
    title: "Let, sell or manage homes",
    open: async (page) => {
      await page.getByText("We let and sell homes of others").click();
      await page.getByRole("button", { name: "Begin" }).click();
      await page.getByText("Write the name, as receipts are to show it.").waitFor();
    },
  },
  {
    name: "home, new, on the map",
    path: ({ org }) => `/org/${org}/homes/new`,
    who: "owner",
    title: "Add a home",
    open: async (page) => {
      await page.getByLabel("Area", { exact: true }).fill("Ikeja");
      await page.getByRole("button", { name: "Place it on the map" }).click();
      await page.getByRole("application").waitFor();
      await page.getByRole("button", { name: "It is in the middle of the map" }).click();
      await page.getByText("The place is set.").waitFor();
    },
  },
  { name: "home", path: homes, who: "owner", title: "Homes", sees: "units", open: toProperty },
  {
    name: "home, a title paper being added",
    path: homes,
    who: "owner",
    title: "Homes",
    open: async (page) => {
      await toProperty(page);
      await page.getByRole("button", { name: "Add a paper" }).click();
      await page.getByLabel("In whose name").waitFor();
    },
  },
  {
    name: "home, its facts being changed",
    path: homes,
    who: "owner",
    title: "Homes",
    open: async (page) => {
      await toProperty(page);
      await page.getByRole("link", { name: "Change the facts" }).click();
      await page.getByLabel("What you call it").waitFor();
    },
  },
  {
    name: "units, new",
    path: homes,
    who: "owner",
    title: "Homes",
    open: async (page) => {
      await toProperty(page);
      await page.getByRole("link", { name: "Add units" }).click();
      await heading(page, "Add units");
      await page.getByLabel("Which one").fill("Shop A");
      await page.getByLabel("How many").fill("4");
      await page.getByText("They will be called").waitFor();
    },
  },
  { name: "unit", path: homes, who: "owner", title: "Homes", open: toUnit },
  {
    name: "unit, days being closed",
    path: homes,
    who: "owner",
    title: "Homes",
    open: async (page) => {
      await toUnit(page);
      await page.getByRole("button", { name: "Close days" }).click();
      await page.getByRole("table", { name: "Days to close" }).waitFor();
    },
  },
  {
    name: "unit, its facts being changed",
    path: homes,
    who: "owner",
    title: "Homes",
    open: async (page) => {
      await toUnit(page);
      await page.getByRole("link", { name: "Change the facts" }).click();
      await page.getByLabel("Which one").waitFor();
    },
  },
  {
    name: "unit, being deleted",
    path: homes,
    who: "owner",
    title: "Homes",
    open: async (page) => {
      await toUnit(page);
      await page.getByRole("link", { name: "Change the facts" }).click();
      await page.getByRole("button", { name: "Delete it" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "listing, new, of which unit",
    path: ({ org }) => `/org/${org}/listings/new`,
    who: "owner",
    title: "New listing",
    sees: "Which unit do you want to list?",
  },
  {
    name: "listing, new",
    path: ({ org }) => `/org/${org}/listings/new`,
    who: "owner",
    title: "New listing",
    open: async (page) => {
      await page.locator("main li a").first().click();
      await page.getByLabel("Headline").waitFor();
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByText("Write what you ask.").waitFor();
    },
  },
  {
    name: "listing, new, for short stays",
    path: ({ org }) => `/org/${org}/listings/new`,
    who: "owner",
    title: "New listing",
    open: async (page) => {
      await page.locator("main li a").first().click();
      await page.getByText("Short stays").click();
      await page.getByLabel("Fewest nights").fill("0");
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByText("A number from 1 to 365, or nothing.").waitFor();
    },
  },
  {
    name: "listing, a fee being added",
    path: ({ org, listing }) => `/org/${org}/listings/${listing}`,
    who: "owner",
    title: "Yaba",
    open: async (page) => {
      await page.getByRole("button", { name: "Add a fee" }).click();
      await page.getByLabel("What for").waitFor();
    },
  },
  {
    name: "listing, being closed",
    path: ({ org, listing }) => `/org/${org}/listings/${listing}`,
    who: "owner",
    title: "Yaba",
    open: async (page) => {
      await page.getByRole("button", { name: "Close it" }).click();
      await page.getByText("Why do you close it?").waitFor();
    },
  },
  {
    name: "listing, as visitors see it",
    path: ({ org, listing }) => `/org/${org}/listings/${listing}/preview`,
    who: "owner",
    title: "As visitors see it",
    sees: "What was checked",
  },
  {
    name: "name and address",
    path: ({ org }) => `/org/${org}/settings/facts`,
    who: "owner",
    title: "Name and address",
    sees: "Postal address",
  },
  {
    name: "team",
    path: ({ org }) => `/org/${org}/settings/team`,
    who: "owner",
    title: "Team",
    sees: "Everything: also the team",
    open: (page) => page.getByRole("button", { name: /^Change the role/ }).first().click(),
  },
  {
    name: "team, somebody being invited",
    path: ({ org }) => `/org/${org}/settings/team`,
    who: "owner",
    title: "Team",
    open: async (page) => {
      await page.getByRole("button", { name: "Invite somebody" }).click();
      await page.getByText("Money: charges, confirming").first().click();
      await page.getByRole("button", { name: "Invite", exact: true }).click();
      await page.getByText("Write their number.").waitFor();
    },
  },
  {
    name: "mandates",
    path: ({ org }) => `/org/${org}/settings/mandates`,
    who: "owner",
    title: "Mandates",
    open: (page) => page.getByRole("button", { name: "Give a mandate" }).waitFor(),
  },
  {
    name: "mandate, being given",
    path: ({ org }) => `/org/${org}/settings/mandates?give=true`,
    who: "owner",
    title: "Mandates",
    open: async (page) => {
      await page.getByRole("button", { name: "Offer it" }).click();
      await page.getByText("Choose the agency, or paste the code that it sent you.").waitFor();
    },
  },
  {
    name: "mandate to sign, being given",
    path: ({ org }) => `/org/${org}/settings/mandates?give=true`,
    who: "owner",
    title: "Mandates",
    open: async (page) => {
      await page.getByRole("checkbox", { name: /^Sign/ }).check();
      await page.getByLabel("The paper by which you authorize them").waitFor();
    },
  },
  {
    name: "mandate being given, agencies found",
    path: ({ org }) => `/org/${org}/settings/mandates?give=true`,
    who: "owner",
    title: "Mandates",
    open: async (page) => {
      await page.getByLabel("Which agency?").fill("estate agents");
      await page.getByRole("list", { name: "Agencies" }).waitFor();
    },
  },
  {
    name: "import",
    path: ({ org }) => `/org/${org}/import`,
    who: "owner",
    title: "Homes from a file",
    sees: "Choose a CSV file",
  },
  {
    name: "import, columns",
    path: ({ org }) => `/org/${org}/import`,
    who: "owner",
    title: "Homes from a file",
    open: async (page) => {
      await page.getByLabel("Or paste the cells").fill(
        "Building,Address,Beds\nOkafor Court,5 Allen Avenue,2",
      );
      await page.getByRole("button", { name: "Read it" }).click();
      await page.getByRole("button", { name: "See what it makes" }).click();
      await page.getByText("Every home needs this: choose its column.").first().waitFor();
    },
  },
  {
    name: "somebody else's team",
    path: ({ org }) => `/org/${org}/settings/team`,
    who: "tenant",
    title: "Team",
    sees: "You may not do this",
  },
];
