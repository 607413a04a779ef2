/** Screens of tenancies, as the landlady sees them. The story of view_apply_let.ts comes before. */
import { inDialog, sees } from "./on_screen.ts";
import type { ScreenRow } from "./routes.ts";

/** Part of the table in routes.ts. */
export const lettingScreens: readonly ScreenRow[] = [
  {
    name: "tenancies",
    path: ({ org }) => `/org/${org}/lettings`,
    who: "owner",
    title: "Tenancies",
    open: (page) => sees(page, "In force"),
  },
  {
    name: "a tenancy",
    path: ({ org, tenancy }) => `/org/${org}/lettings/${tenancy}`,
    who: "owner",
    title: ", ",
    sees: "Terms",
  },
  {
    name: "a tenancy, renewing",
    path: ({ org, tenancy }) => `/org/${org}/lettings/${tenancy}`,
    who: "owner",
    title: ", ",
    open: async (page) => {
      await page.getByRole("button", { name: "Offer a renewal" }).click();
      await inDialog(page, "For");
    },
  },
  {
    name: "a tenancy, the keys come back",
    path: ({ org, tenancy }) => `/org/${org}/lettings/${tenancy}`,
    who: "owner",
    title: ", ",
    open: async (page) => {
      await page.getByRole("button", { name: "The keys came back" }).click();
      await inDialog(page, "When did they come back?");
    },
  },
  {
    name: "tenancies, registering a tenant",
    path: ({ org }) => `/org/${org}/lettings/new`,
    who: "owner",
    title: "Register a tenant",
    sees: "Postal address",
  },
  {
    name: "tenancies that are over",
    path: ({ org }) => `/org/${org}/lettings?show=over`,
    who: "owner",
    title: "Tenancies",
  },
  {
    name: "an inspection, signed",
    path: ({ org }) => `/org/${org}/lettings`,
    who: "owner",
    title: "Tenancies",
    open: async (page) => {
      const inMain = page.getByRole("main");
      // The last to end is the one that began last: the one of the story.
      await inMain.locator("tr a, li a").filter({ visible: true }).last().click();
      await inMain.getByRole("link", { name: /^At moving in/ }).click();
      await sees(page, "Signed by both sides");
      await sees(page, "Signatures");
    },
  },
  {
    name: "an inspection, being written down",
    path: ({ org }) => `/org/${org}/lettings`,
    who: "owner",
    title: "Tenancies",
    open: async (page) => {
      await page.getByRole("main").locator("tr, li").filter({ visible: true })
        .filter({ hasText: "Zuma House" }).locator("a").first().click();
      await page.getByRole("button", { name: "Inspect at moving in" })
        .or(page.getByRole("link", { name: /^At moving in/ })).first().click();
      const begin = page.getByRole("button", { name: "Begin with the usual rooms" });
      const kept = page.getByRole("group", { name: "Sink and taps" });
      await begin.or(kept).first().waitFor();
      if (await begin.isVisible()) await begin.click();
      await page.getByRole("group", { name: "Sink and taps" }).getByText("Damaged").click();
      await page.getByLabel("Note").waitFor();
    },
  },
];
