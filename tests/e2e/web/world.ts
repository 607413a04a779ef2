/** What every browser test of the app stands on: one stack with demo data and the built files, one browser, who is who. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import {
  createEstate,
  listViewingTimes,
  offerViewing,
  signIn as signInByPassword,
} from "@estate/sdk";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { demoStaffEmail, demoStaffSecret } from "../../../local/front/demo_second_factor.ts";
import type { Stack } from "../../../local/stack.ts";
import { whatStandsThere } from "./what_stands_there.ts";
import { totpCode } from "../../../local/supabase/gateway/auth/totp.ts";

/** A demo login, or nobody. */
export type Who =
  | "visitor"
  | "owner"
  | "agency"
  | "tenant"
  | "tenant2"
  | "tenant7"
  | "tenant8"
  | "tenant9"
  | "tenant10"
  | "tenant11"
  | "staff";

/** Ids that addresses need. */
export interface Ids {
  /** A listing to rent that is on the market. */
  readonly listing: string;
  /** The landlady's organization. */
  readonly org: string;
  /** The tenancy of the demo's tenant. */
  readonly tenancy: string;
  /** A conversation of the demo's tenant. */
  readonly conversation: string;
}

/** The world. */
export interface World {
  readonly stack: Stack;
  readonly browser: Browser;
  /** Address of the app. */
  readonly url: string;
  readonly ids: Ids;
  /** What stood on the pages that were closed since this was emptied, for whoever looks for a fault. */
  readonly lastSeen: string[];
  /** A page of its own for `who`, signed in already; its complaints are collected. Close its context. */
  open(who: Who, options?: BrowserContextOptions): Promise<Opened>;
}

/** A page, and what its console complained of. */
export interface Opened {
  readonly page: Page;
  readonly complaints: string[];
  close(): Promise<void>;
}

/** For one wait, on a busy machine too. */
const patienceMs = 30_000;

/** Makes it. */
export async function makeWorld(stack: Stack, browser: Browser): Promise<World> {
  const url = stack.webUrl;
  if (url === undefined) throw new Error("The stack serves no app");
  const sessions = new Map<Who, Promise<Awaited<ReturnType<BrowserContext["storageState"]>>>>();
  const sessionOf = (who: Who) => {
    const known = sessions.get(who) ?? signIn(browser, url, `${who}@demo.estate.ng`);
    sessions.set(who, known);
    return known;
  };
  const ids = await idsOf(stack);
  await offerTimes(stack, ids.listing);
  const lastSeen: string[] = [];
  return {
    stack,
    browser,
    url,
    ids,
    lastSeen,
    async open(who, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        locale: "en-NG",
        timezoneId: "Africa/Lagos",
        ...(who === "visitor" ? {} : { storageState: await sessionOf(who) }),
        ...options,
      });
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        // The browser itself notes answers of 404 and the like.
        if (
          ["error", "warning"].includes(message.type()) &&
          !message.text().startsWith("Failed to load resource")
        ) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      const close = async () => {
        lastSeen.push(`${who} at ${await whatStandsThere(page)}`);
        await context.close();
      };
      return { page, complaints, close };
    },
  };
}

/** Through the screen itself, once for each login. */
async function signIn(browser: Browser, url: string, email: string) {
  const context = await browser.newContext({ locale: "en-NG" });
  try {
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    await page.goto(`${url}/sign-in?then=/me`);
    await page.getByRole("button", { name: "I have a password" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(demoPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((it) => it.pathname === "/me");
    if (email === demoStaffEmail) await bringCode(page, url);
    return await context.storageState();
  } finally {
    await context.close();
  }
}

/** Two times at which the home can be seen, on the day after tomorrow, where none are offered yet. */
async function offerTimes(stack: Stack, listingId: string): Promise<void> {
  const estate = createEstate(stack.url, stack.publishableKey);
  try {
    await signInByPassword(estate, "owner@demo.estate.ng", demoPassword);
    if ((await listViewingTimes(estate, listingId)).length > 0) return;
    const day = new Date(stack.database.clock.now().getTime() + 2 * 86_400_000);
    for (const hour of [10, 12]) {
      day.setUTCHours(hour, 0, 0, 0);
      const endsAt = new Date(day.getTime() + 45 * 60_000);
      await offerViewing(estate, { listingId, startsAt: new Date(day), endsAt, seats: 3 });
    }
  } finally {
    await estate.auth.signOut({ scope: "local" });
  }
}

/** Staff see nothing before they bring the code of the demo's authenticator app. */
async function bringCode(page: Page, url: string) {
  await page.goto(`${url}/staff`);
  await page.getByLabel("Code").fill(totpCode(demoStaffSecret));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("heading", { level: 1, name: "Staff of Estate" }).waitFor();
}

async function idsOf({ database }: Stack): Promise<Ids> {
  const one = async (sql: string) => {
    const [row] = await database.query<{ id: string }>(sql, [true]);
    if (row === undefined) throw new Error(`The demo data lack something: ${sql}`);
    return row.id;
  };
  return {
    listing: await one(
      `select id from public.listings where $1 and status = 'published' and purpose = 'rent' and area = 'Yaba'
         and bedrooms > 0 order by id limit 1`,
    ),
    org: await one(
      `select org.id from public.organizations as org join auth.users as person on person.id = org.created_by
       where $1 and person.email = 'owner@demo.estate.ng' order by org.id limit 1`,
    ),
    conversation: await one(
      `select talk.id from public.conversations as talk join auth.users as person on person.id = talk.opened_by
       where $1 and person.email = 'tenant@demo.estate.ng' order by talk.id limit 1`,
    ),
    tenancy: await one(
      `select party.tenancy_id as id from public.tenancy_parties as party
       join public.tenants as tenant on tenant.id = party.tenant_id
       join auth.users as person on person.id = tenant.user_id
       where $1 and person.email = 'tenant@demo.estate.ng' order by party.tenancy_id desc limit 1`,
    ),
  };
}
