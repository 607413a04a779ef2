/** Screens of an agency that works for owners under mandates. */
import type { Page } from "playwright-core";
import { makeMandated } from "./mandate_world.ts";
import type { ScreenRow } from "./routes.ts";
import { makeSigning, type Signing } from "./signing_world.ts";
import type { World } from "./world.ts";

/** Known once the world is made: `before` comes before the path. */
let agency = "";
const before = async (world: World) => {
  agency = (await makeMandated(world)).agency;
};
const row = (
  name: string,
  path: (agency: string) => string,
  more: Pick<ScreenRow, "title" | "sees" | "open">,
): ScreenRow => ({ name, path: () => path(agency), before, who: "agency", ...more });

/** Of lettings in an owner's name. */
let signed: Signing | undefined;
const signing = (
  name: string,
  path: (made: Signing) => string,
  more: Pick<ScreenRow, "title" | "sees" | "open">,
): ScreenRow => ({
  name,
  path: () => signed === undefined ? "/" : `/org/${signed.agency}${path(signed)}`,
  before: async (world) => {
    signed = await makeSigning(world);
  },
  who: "agency",
  ...more,
});

/** All of them. */
export const mandateScreens: readonly ScreenRow[] = [
  row("homes of owners", (org) => `/org/${org}/homes/mandated`, {
    title: "Homes of owners",
    sees: "List, Show",
  }),
  row("money of a tenancy that an agency collects", (org) => `/org/${org}/homes/mandated`, {
    title: "",
    open: async (page: Page) => {
      await page.getByRole("link", { name: /^Let until/ }).first().click();
      await page.getByRole("heading", { level: 1, name: "Money of a tenancy" }).waitFor();
      await page.getByRole("button", { name: "Add a charge" }).waitFor();
    },
  }),
  row("homes of an agency's own", (org) => `/org/${org}/homes`, {
    title: "Homes",
    sees: "Of owners",
  }),
  row("mandates of an agency", (org) => `/org/${org}/settings/mandates`, {
    title: "Mandates",
    sees: "Waits for your answer",
  }),
  row("listings of an agency", (org) => `/org/${org}/listings`, {
    title: "Listings",
    sees: "For Bassey Homes",
  }),
  row("listing for an owner", (org) => `/org/${org}/listings`, {
    title: "",
    open: async (page: Page) => {
      await page.getByRole("link", { name: "2-bedroom flat off Marian Road" }).click();
      await page.getByText("You list it for Bassey Homes").waitFor();
    },
  }),
  row("questions about an owner's home", (org) => `/org/${org}/people`, {
    title: "Questions",
    sees: "Is there a meter for each flat?",
  }),
  row("viewings of an owner's home, times being offered", (org) => `/org/${org}/people/viewings`, {
    title: "Viewings",
    sees: "1 of 3 places booked",
    open: async (page: Page) => {
      await page.getByRole("button", { name: "Offer times" }).click();
      await page.getByRole("dialog").getByLabel("Which home?").waitFor();
    },
  }),
  signing("tenancies for which an agency signs", () => "/lettings", {
    title: "Tenancies",
    open: (page: Page) =>
      page.getByText(/^For Akpan Homes/).filter({ visible: true }).first().waitFor(),
  }),
  signing("homes of owners, with a tenancy", () => "/homes/mandated", {
    title: "Homes of owners",
    open: (page: Page) => page.getByRole("link", { name: /^The tenancy of Flat 1/ }).waitFor(),
  }),
  signing("tenancy for which an agency signs", ({ tenancy }) => `/lettings/${tenancy}`, {
    title: "Flat 1, Akpan Court",
    sees: "The owner does",
  }),
  signing(
    "tenancy for which an agency signs, being renewed",
    ({ tenancy }) => `/lettings/${tenancy}?act=renew`,
    {
      title: "Flat 1, Akpan Court",
      open: (page: Page) => page.getByRole("dialog", { name: "Offer a renewal" }).waitFor(),
    },
  ),
  signing(
    "tenancy being offered in an owner's name",
    ({ offer }) => `/people/offers/${offer}?act=let`,
    {
      title: "",
      open: (page: Page) =>
        page.getByRole("dialog", { name: "Offer the tenancy" }).getByText("in the name of")
          .waitFor(),
    },
  ),
  signing(
    "application for an owner's home",
    ({ application }) => `/people/applications/${application}`,
    { title: "", sees: "Their rental record" },
  ),
  signing(
    "notice being prepared for an owner",
    ({ tenancy }) => `/notices/new?tenancy=${tenancy}`,
    { title: "Prepare a notice", sees: "What the law says" },
  ),
];
