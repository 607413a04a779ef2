/** What an organization that is suspended sees, what is asked before an application is taken back, and nights of a stay. */
import { makeSuspended, suspendedId } from "./mends_world.ts";
import type { ScreenRow } from "./screen_row.ts";
import { makeVisitorWorld, visitorIds } from "./visitor_world.ts";

/** Part of the table in routes.ts. */
export const mendsScreens: readonly ScreenRow[] = [
  {
    name: "today, suspended",
    before: makeSuspended,
    path: () => `/org/${suspendedId()}`,
    who: "tenant11",
    title: "Today",
    sees: "This organization is suspended",
  },
  {
    name: "application, being taken back",
    before: makeVisitorWorld,
    path: () => `/l/${visitorIds().applied}/apply?act=withdraw`,
    who: "tenant2",
    title: "Your application is sent",
    open: (page) =>
      page.getByRole("alertdialog", { name: "Take your application back?" }).waitFor(),
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
];
