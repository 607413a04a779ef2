/** What is paid for: the rent of a home, the price of one, or a fee for applying. */
export type PaidFor =
  | { readonly kind: "tenancy"; readonly id: string }
  /** `offerId`: the offer that the sale came of, by which its screens are found. */
  | { readonly kind: "sale"; readonly id: string; readonly offerId: string }
  | { readonly kind: "application"; readonly id: string; readonly listingId: string };

/** Where what is paid, and what was, stands. */
export function homeOf(paid: PaidFor): string {
  switch (paid.kind) {
    case "tenancy":
      return `/home/${paid.id}/money?tab=payments`;
    case "sale":
      return `/offers/${paid.offerId}/purchase`;
    case "application":
      return `/l/${paid.listingId}/apply`;
  }
}
