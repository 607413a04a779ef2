/** The screens of what an organization sends to people, and of tenants who read it. */
import type { Page } from "playwright-core";
import type { ScreenRow } from "./routes.ts";

/** Opens the first line of a list. */
const first = async (page: Page) => {
  await page.locator("main ul > li > a").first().click();
};

const sheet = (page: Page, name: string) => page.getByRole("dialog", { name }).waitFor();

/** All of them. */
export const officeScreens: readonly ScreenRow[] = [
  {
    name: "letters",
    path: ({ org }) => `/org/${org}/letters`,
    who: "owner",
    title: "Letters",
    sees: "Painting of",
  },
  {
    name: "a letter that was sent",
    path: ({ org }) => `/org/${org}/letters`,
    who: "owner",
    title: "Letters",
    sees: "Painting of",
    open: async (page) => {
      await first(page);
      await page.getByRole("heading", { name: "Who read it" }).waitFor();
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await sheet(page, "Withdraw it");
    },
  },
  {
    name: "writing a letter",
    path: ({ org }) => `/org/${org}/letters/new`,
    who: "owner",
    title: "Write a letter",
    sees: "All tenants",
    open: async (page) => {
      await page.getByLabel("Subject", { exact: true }).fill("Your rent, {{tenant_names}}");
      await page.getByLabel("Text", { exact: true }).fill("Dear {{tenant_names}}, thank you.");
      await page.getByText("Put in what each letter fills in itself").click();
      await page.getByRole("button", { name: "Look at the letters" }).click();
      await page.getByRole("button", { name: /^Send \d+ letters?$/ }).waitFor();
    },
  },
  {
    name: "letterhead",
    path: ({ org }) => `/org/${org}/settings/letterhead`,
    who: "owner",
    title: "Letterhead",
    sees: "How it looks",
  },
  {
    name: "reminders",
    path: ({ org }) => `/org/${org}/letters/reminders`,
    who: "owner",
    title: "Reminders",
    sees: "What goes out next",
  },
  {
    name: "sent messages",
    path: ({ org }) => `/org/${org}/letters/sent`,
    who: "owner",
    title: "Sent messages",
    open: (page) => page.getByText("Tunde Bello").filter({ visible: true }).first().waitFor(),
  },
  {
    name: "announcements",
    path: ({ org }) => `/org/${org}/announcements`,
    who: "owner",
    title: "Announcements",
    sees: "Water is off",
  },
  {
    name: "an announcement and who read it",
    path: ({ org }) => `/org/${org}/announcements`,
    who: "owner",
    title: "Announcements",
    sees: "Water is off",
    open: async (page) => {
      await page.getByRole("link", { name: /Water is off/ }).first().click();
      await page.getByRole("heading", { name: "Who read it" }).waitFor();
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await sheet(page, "Withdraw it");
    },
  },
  {
    name: "announcing",
    path: ({ org }) => `/org/${org}/announcements/new`,
    who: "owner",
    title: "Announce something",
    sees: "Whom it reaches",
    open: async (page) => {
      await page.getByLabel("Headline", { exact: true }).fill("The gate is painted");
      await page.getByLabel("It is important: by SMS too").check();
      await page.getByText("Of some homes").click();
      await page.getByRole("group", { name: "Homes" }).getByRole("checkbox").first().check();
      await page.getByText("On a day").click();
      await page.getByLabel("Hour", { exact: true }).waitFor();
      await page.getByText("The gate is painted.").first().waitFor();
    },
  },
  {
    name: "notices",
    path: ({ org }) => `/org/${org}/notices`,
    who: "owner",
    title: "Notices",
    sees: "Notice of an inspection",
  },
  {
    name: "a notice, its service being recorded",
    path: ({ org }) => `/org/${org}/notices`,
    who: "owner",
    title: "Notices",
    sees: "Notice of an inspection",
    open: async (page) => {
      await first(page);
      await page.getByRole("heading", { name: "What was recorded" }).waitFor();
      await page.getByRole("button", { name: "Record the service" }).click();
      await sheet(page, "Record the service");
      await page.getByLabel("Who did it, by name").waitFor();
    },
  },
  {
    name: "preparing a notice",
    path: ({ org, tenancy }) => `/org/${org}/notices/new?tenancy=${tenancy}`,
    who: "owner",
    title: "Prepare a notice",
    sees: "What the law says",
    open: async (page) => {
      await page.getByLabel("Grounds, with particulars").fill(
        "The owner's family will live there.",
      );
      await page.getByRole("button", { name: "Issue this notice", disabled: false }).click();
      await page.getByRole("alertdialog", { name: "Notice to quit" }).waitFor();
    },
  },
  {
    name: "somebody else's letters",
    path: ({ org }) => `/org/${org}/letters`,
    who: "tenant",
    title: "Letters",
    sees: "You may not do this",
  },
  {
    name: "an announcement as a tenant reads it",
    path: () => "/notifications",
    who: "tenant",
    title: "Alerts",
    sees: "Water is off",
    open: async (page) => {
      await page.getByRole("link", { name: /Water is off/ }).first().click();
      await page.getByRole("heading", { level: 1, name: "Water is off" }).waitFor();
      await page.getByText("The borehole is serviced").waitFor();
    },
  },
  {
    name: "an announcement for others",
    path: () => "/announcements/00000000-0000-7000-8000-000000000000",
    who: "tenant",
    title: "Announcement",
    sees: "This announcement is not for you",
  },
];
