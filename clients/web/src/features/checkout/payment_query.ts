/** A payment by its reference: how it stands, and for who may see them its receipts. */
import { queryOptions } from "@tanstack/react-query";
import type { AskedPayment, ListedPayment, PaymentStanding, ReceiptWithVoid } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { isOfflineReference, isRecorded } from "../../session/recorded_payment.ts";
import { isOffline } from "./offline.ts";
import { askAgainAfter, type Standing, standingOf } from "./standing.ts";

/** All that can be known of it. */
export interface KnownPayment {
  /** Null: there is no such payment. */
  readonly standing: PaymentStanding | null;
  /** For payer and payee alone. */
  readonly payment: ListedPayment | undefined;
  readonly receipts: readonly ReceiptWithVoid[] | undefined;
  /** The payer said that what was recorded is not so. */
  readonly isDisputed?: boolean;
}

/** How it stands, after so long and as its provider says; undefined: there is no such payment. */
export function standingOfKnown(
  { standing, payment, receipts, isDisputed }: KnownPayment,
  waitedMs: number,
  said?: AskedPayment["answer"],
): Standing | undefined {
  if (standing === null) return undefined;
  const offline = payment === undefined
    ? isOfflineReference(standing.reference)
    : isOffline(payment);
  const stands = standingOf(
    standing,
    receipts,
    waitedMs,
    offline,
    // To an account number somebody may have paid a moment ago: of a checkout the provider knows at once.
    typeof payment?.checkout_url === "string" ? said : undefined,
  );
  if (stands !== "looked_at" || payment === undefined || !isRecorded(payment)) return stands;
  return isDisputed === true ? "disputed" : "recorded";
}

/** Asked again by itself until it is known; `since` is when somebody began to wait. */
export const paymentQuery = (reference: string, userId: string | undefined, since: number) =>
  queryOptions({
    queryKey: ["payments", "standing", reference, userId ?? "nobody"],
    queryFn: async (): Promise<KnownPayment> => {
      const { client, findPayment, listOfflinePayments, listReceipts, paymentByReference } =
        await sdk();
      const standing = await paymentByReference(client, reference) ?? null;
      const payment = userId === undefined || standing === null
        ? undefined
        : await findPayment(client, reference);
      const receipts = payment === undefined || standing?.status !== "succeeded"
        ? undefined
        : await listReceipts(client, payment.id);
      const said = payment === undefined || payment.tenancy_id === null || !isRecorded(payment)
        ? []
        : await listOfflinePayments(client, {
          subjectId: payment.tenancy_id,
          status: "disputed",
        });
      return {
        standing,
        payment,
        receipts,
        isDisputed: said.some((it) => it.payment_id === payment?.id),
      };
    },
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => {
      if (data?.standing === null) return false;
      const waited = Date.now() - since;
      return askAgainAfter(
        data === undefined ? undefined : standingOfKnown(data, waited),
        waited,
      );
    },
    refetchIntervalInBackground: false,
  });
