/** What stands on an organization's letters and notices beside its name and address, and who signs them. */
import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { downloadScan } from "../ground/scans.ts";
import { sendPhoto } from "../ground/send_photo.ts";
import type { Database } from "../generated/database.types.ts";

/** A letterhead: the newest of an organization holds. */
export type Letterhead = Database["public"]["Tables"]["letterheads"]["Row"];

/** A picture for letterheads, as PNG in the private bucket letterheads. */
export type Logo = Pick<
  Database["public"]["Tables"]["organization_logos"]["Row"],
  "id" | "org_id" | "path" | "width" | "height" | "size_bytes" | "sha256" | "created_at"
>;

/** What a letterhead says. */
export interface NewLetterhead {
  readonly signatory_name: string;
  /** Managing Director, Landlord, Solicitor. */
  readonly signatory_title: string;
  /** E.164, such as +2348031234567. */
  readonly phone?: string;
  readonly email?: string;
  readonly website?: string;
  /** Such as RC 123456. */
  readonly registration?: string;
  readonly logo_id?: string;
}

/**
 * Uploads a JPEG, PNG or WebP and makes a logo of it, to be named by a letterhead.
 * @throws {EstateError} media.wrong_type when it is not what it says it is, and what else docs/problems says
 */
export async function addLogo(estate: Estate, orgId: string, picture: Blob): Promise<Logo> {
  const { data } = await estate.auth.getSession();
  const user = data.session?.user.id;
  if (user === undefined) throw new EstateError("Sign in first", "auth.missing_token", 401);
  return await sendPhoto<Logo>(estate, picture, {
    folder: user,
    route: `media/organizations/${orgId}/logos`,
    facts: {},
  });
}

/**
 * Sets the letterhead that holds from now on; letters and notices that went out keep theirs. What is left out stands on
 * it no more.
 * @throws {EstateError} letterhead.bad, letterhead.unknown_logo
 */
export async function setLetterhead(
  estate: Estate,
  orgId: string,
  head: NewLetterhead,
): Promise<Letterhead> {
  const { signatory_name, signatory_title, ...more } = head;
  return dataOf(
    await estate.rpc("set_letterhead", {
      org_id: orgId,
      signatory_name,
      signatory_title,
      ...given(more),
    }),
  );
}

/** The letterhead that holds; undefined when none was set. */
export async function letterheadOf(estate: Estate, orgId: string): Promise<Letterhead | undefined> {
  const [head] = dataOf(
    await estate.from("letterheads").select().eq("org_id", orgId).order("id", { ascending: false })
      .limit(1),
  );
  return head;
}

/** Name and address of an organization as they stand at the head of its letters. */
export async function sendersAddress(
  estate: Estate,
  orgId: string,
): Promise<{ readonly name: string; readonly address: string | null } | undefined> {
  const [found] = dataOf(
    await estate.from("organizations").select("name, address").eq("id", orgId),
  );
  return found;
}

/** The picture of a logo, for members of its organization; undefined: there is none. */
export async function downloadLogo(
  estate: Estate,
  orgId: string,
  logoId: string,
): Promise<Blob | undefined> {
  const [logo] = dataOf(
    await estate.from("organization_logos").select("path").eq("org_id", orgId).eq("id", logoId),
  );
  return logo === undefined ? undefined : await downloadScan(estate, "letterheads", logo.path);
}
