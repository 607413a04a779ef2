/**
 * Every screen of the app: its address, who may see it, what must be on it. axe-core looks at each at 360 and 1280 px, light and
 * dark; `task shots` takes their pictures. A new screen gets its row here.
 */
import type { Page } from "playwright-core";
import { accountScreens } from "./account_screens.ts";
import { booksScreens } from "./books_screens.ts";
import { officeScreens } from "./office_screens.ts";
import { peopleScreens } from "./people_screens.ts";
import { offlineScreens } from "./offline_screens.ts";
import { homesScreens } from "./homes_screens.ts";
import { mandateScreens } from "./mandate_screens.ts";
import { staffOfficeScreens } from "./staff_office_screens.ts";
import { reportScreens } from "./report_screens.ts";
import { tenantScreens } from "./tenant_screens.ts";
import { tenantSideScreens } from "./tenant_side_screens.ts";
import { trustScreens } from "./trust_screens.ts";
import { visitorScreens } from "./visitor_screens.ts";
import type { Ids, Who, World } from "./world.ts";

/** A screen. */
export interface ScreenRow {
  /** Its name in pictures and failures. */
  readonly name: string;
  readonly path: (ids: Ids) => string;
  readonly who: Who;
  /** Makes what it shows, where the demo data have it not; once, however often it is called. */
  readonly before?: (world: World) => Promise<unknown>;
  /** Its h1, or a part of it. */
  readonly title: string;
  /** Words that are there once everything has come. */
  readonly sees?: string;
  /** Opens something of it: a sheet, a menu. Looked at as a screen of its own. */
  readonly open?: (page: Page) => Promise<unknown>;
}

/** All of them. */
export const screens: readonly ScreenRow[] = [
  { name: "home", path: () => "/", who: "visitor", title: "Find a home", sees: "Yaba" },
  {
    name: "search",
    path: () => "/search?in=Yaba",
    who: "visitor",
    title: "Homes to rent in Yaba",
    sees: "Confirmed",
  },
  {
    name: "search, filters open",
    path: () => "/search?beds=2&max=3000000",
    who: "visitor",
    title: "Homes to rent",
    sees: "Confirmed",
    open: async (page) => {
      await page.getByRole("button", { name: /^Filters/ }).click();
      await page.getByRole("dialog").getByRole("button", { name: /^Show \d+ homes?$/ }).waitFor();
    },
  },
  {
    name: "search on the map",
    path: () => "/search?in=Yaba&view=map",
    who: "visitor",
    title: "Homes to rent in Yaba",
    open: (page) => page.getByRole("application").waitFor(),
  },
  {
    name: "search that finds nothing",
    path: () => "/search?in=Yaba&beds=10",
    who: "visitor",
    title: "Homes to rent in Yaba",
    sees: "No home meets all of this",
  },
  {
    name: "search for a stay",
    path: () => "/search?purpose=shortlet",
    who: "visitor",
    title: "Homes for a short stay",
    sees: "a night",
  },
  {
    name: "listing",
    path: ({ listing }) => `/l/${listing}`,
    who: "visitor",
    title: "Yaba",
    sees: "What was checked",
    open: async (page) => {
      await page.getByRole("button", { name: "Show the area" }).click();
      await page.getByRole("application").waitFor();
    },
  },
  {
    name: "listing that is gone",
    path: () => "/l/00000000-0000-7000-8000-000000000000",
    who: "visitor",
    title: "This home is off the market",
  },
  {
    name: "ask",
    path: ({ listing }) => `/l/${listing}/ask`,
    who: "tenant",
    title: "Ask about this home",
    sees: "Yaba",
  },
  {
    name: "see",
    path: ({ listing }) => `/l/${listing}/view`,
    who: "tenant",
    title: "See this home",
    sees: "left",
  },
  {
    name: "see, no times",
    path: () => "/l/00000000-0000-7000-8000-000000000000/view",
    who: "tenant",
    title: "See this home",
    sees: "No times are offered yet",
  },
  {
    name: "apply",
    path: ({ listing }) => `/l/${listing}/apply`,
    who: "tenant",
    title: "Apply for this home",
    sees: "Applying costs nothing",
    open: async (page) => {
      await page.getByRole("button", { name: "Begin the application" })
        .or(page.getByRole("button", { name: "Add a person" })).click();
      await page.getByText("What do you earn?").waitFor();
      await page.getByRole("button", { name: "Add a person" }).click();
      await page.getByText("Person 1").waitFor();
    },
  },
  { name: "saved", path: () => "/saved", who: "tenant", title: "My search", sees: "asked about" },
  { name: "sign in", path: () => "/sign-in", who: "visitor", title: "Sign in or join" },
  {
    name: "sign in by password",
    path: () => "/sign-in",
    who: "visitor",
    title: "Sign in or join",
    open: (page) => page.getByRole("button", { name: "I have a password" }).click(),
  },
  { name: "me, signed out", path: () => "/me", who: "visitor", title: "You" },
  { name: "me", path: () => "/me", who: "tenant", title: "", sees: "Sign out" },
  {
    name: "hats",
    path: () => "/me",
    who: "owner",
    title: "",
    open: async (page) => {
      await page.getByRole("banner").getByRole("button").click();
      await page.getByRole("dialog").getByText("Look for a home").waitFor();
    },
  },
  ...peopleScreens,
  ...tenantScreens,
  ...tenantSideScreens,
  ...trustScreens,
  ...visitorScreens,
  ...booksScreens,
  ...officeScreens,
  ...offlineScreens,
  ...homesScreens,
  ...mandateScreens,
  ...staffOfficeScreens,
  ...accountScreens,
  ...reportScreens,
  { name: "nowhere", path: () => "/nowhere", who: "visitor", title: "Nothing is here" },
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
