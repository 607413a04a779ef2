import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { saidName } from "./own_profile.ts";

type Enums = Database["public"]["Enums"];
type Row<Table extends keyof Database["public"]["Tables"]> =
  Database["public"]["Tables"][Table]["Row"];

/** One thing that a member of an organization may do. */
export type Permission =
  | "organization.read"
  | "organization.write"
  | "members.write"
  | "properties.read"
  | "properties.write"
  | "listings.write"
  | "tenancies.read"
  | "tenancies.write"
  | "money.read"
  | "money.write"
  | "money.confirm"
  | "money.payout"
  | "conversations.write"
  | "mandates.write"
  | "deals.read"
  | "deals.write";

/** Who somebody is on the platform, all of it; lists are newest first and empty where there is nothing. */
export interface Hats {
  readonly person:
    | (Pick<Row<"profiles">, "id" | "locale"> & {
      /** Null: they have not said their name. */
      readonly display_name: string | null;
    })
    | null;
  /** Of the platform's own staff. */
  readonly is_staff: boolean;
  /** Organizations that you act for, by name. */
  readonly memberships: readonly {
    readonly org_id: string;
    readonly name: string;
    readonly kind: Row<"organizations">["kind"];
    readonly role: Enums["member_role"];
    /** What you may do there, such as money.confirm. */
    readonly permissions: readonly Permission[];
    /** Since when staff keep it off the market; null: they do not. */
    readonly suspended_at: string | null;
  }[];
  /** What waits to be read. */
  readonly unread: {
    /** Conversations in which somebody said something that you have not read. */
    readonly conversations: number;
    /** Of the latest hundred. */
    readonly notifications: number;
  };
  /** Homes that you rent, were offered or rented once. */
  readonly tenancies: readonly (
    & { readonly tenancy_id: string; readonly landlord: string }
    & Pick<Row<"tenancies">, "org_id" | "unit_id" | "status" | "starts_on" | "ends_on">
    & Pick<Row<"tenancy_parties">, "accepted_at">
  )[];
  readonly applications: readonly (
    & { readonly application_id: string }
    & Pick<Row<"applications">, "listing_id" | "status" | "submitted_at">
  )[];
  /** Applications of others for which you answered as a guarantor. */
  readonly guarantees: readonly (
    & { readonly guarantor_id: string }
    & Pick<Row<"application_guarantors">, "application_id" | "status" | "answered_at">
  )[];
  /** Offers that you made. */
  readonly offers: readonly (
    & { readonly offer_id: string }
    & Pick<Row<"offers">, "listing_id" | "purpose" | "status">
  )[];
  /** Sales that you are a party to. */
  readonly sales: readonly (
    & { readonly sale_id: string }
    & Pick<Row<"sales">, "property_id" | "unit_id" | "status">
    & Pick<Row<"sale_parties">, "role">
  )[];
}

/** Who you are on the platform, in one call: what an app asks first after signing in. */
export async function myHats(estate: Estate): Promise<Hats> {
  const hats = dataAs<Hats>(await estate.rpc("my_hats"));
  const { person } = hats;
  return {
    ...hats,
    person: person && { ...person, display_name: saidName(person.display_name) ?? null },
  };
}
