/** Looking for a home, and asking for it: search, map, a listing, seeing and applying. */
import type { ScreenRow } from "./screen_row.ts";

/** Of visitors, and of who has signed in. */
export const findingScreens: readonly ScreenRow[] = [
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
];
