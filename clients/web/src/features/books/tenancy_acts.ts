/** What the address of a tenancy's money may open. */
export const tenancyActs = ["charge", "record", "reverse", "divide", "late"] as const;
/** One of them. */
export type TenancySheet = (typeof tenancyActs)[number];
