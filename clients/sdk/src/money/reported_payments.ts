import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { OfflinePayment, PaymentProof } from "./offline_payments.ts";
import type { ChargeBalance } from "./payments.ts";

/** A charge that a reported payment is to settle. Amounts in kobo. */
export interface ExpectedCharge {
  readonly charge_id: string;
  readonly kind: NonNullable<ChargeBalance["kind"]>;
  readonly description: string;
  readonly due_on: string;
  readonly amount_kobo: number;
  /** What other payments settled of it by now. */
  readonly paid_kobo: number;
  /** What is open of it by now, and so expected. */
  readonly expected_kobo: number;
}

/** What was said of a payment beside what was expected: all that who confirms it must see. */
export interface ReportedBeside {
  readonly payment: OfflinePayment;
  readonly reference: string;
  readonly tenancy_id: string | null;
  readonly property: string | null;
  readonly unit: string | null;
  /** Names of the tenants. */
  readonly tenants: readonly string[];
  readonly charges: readonly ExpectedCharge[];
  readonly proofs: readonly Pick<
    PaymentProof,
    "id" | "storage_path" | "mime_type" | "size_bytes" | "created_at"
  >[];
}

/** As the project gives it: each row with what it names. */
interface Embedded extends OfflinePayment {
  readonly payments: {
    readonly reference: string;
    readonly tenancies: {
      readonly id: string;
      readonly units: { readonly label: string; readonly properties: { readonly name: string } };
      readonly tenancy_parties: readonly { readonly tenants: { readonly full_name: string } }[];
    } | null;
    readonly payment_items: readonly {
      readonly charges: Omit<ExpectedCharge, "charge_id" | "expected_kobo"> & {
        readonly id: string;
      };
    }[];
  };
  readonly payment_proofs: ReportedBeside["proofs"];
}

// Between most tables there is more than one way: each is named by its foreign key.
const columns = "*, " +
  "payment_proofs!payment_proofs_org_id_offline_payment_id_fkey(id, storage_path, mime_type, size_bytes, created_at), " +
  "payments!offline_payments_org_id_payment_id_fkey(reference, " +
  "tenancies!payments_org_id_tenancy_id_fkey(id, " +
  "units!tenancies_org_id_unit_id_fkey(label, properties!units_org_id_property_id_fkey(name)), " +
  "tenancy_parties!tenancy_parties_org_id_tenancy_id_fkey(tenants!tenancy_parties_org_id_tenant_id_fkey(full_name))), " +
  "payment_items!payment_items_org_id_payment_id_fkey(" +
  "charges!payment_items_org_id_charge_id_fkey(id, kind, description, due_on, amount_kobo, paid_kobo)))";

/**
 * Offline payments of your organization in these states, with what each is to settle and what was shown of it, in one call;
 * newest first, fifty unless told.
 */
export async function listReportedPayments(
  estate: Estate,
  orgId: string,
  states: readonly OfflinePayment["status"][],
  limit = 50,
): Promise<ReportedBeside[]> {
  const rows = dataAs<Embedded[]>(
    await estate.from("offline_payments").select(columns).eq("org_id", orgId)
      .in("status", [...states]).order("id", { ascending: false }).limit(limit),
  );
  return rows.map(({ payments, payment_proofs, ...payment }) => ({
    payment,
    reference: payments.reference,
    tenancy_id: payments.tenancies?.id ?? null,
    property: payments.tenancies?.units.properties.name ?? null,
    unit: payments.tenancies?.units.label ?? null,
    tenants: payments.tenancies?.tenancy_parties.map(({ tenants }) => tenants.full_name) ?? [],
    charges: payments.payment_items.map(({ charges: { id, ...it } }) => ({
      charge_id: id,
      ...it,
      expected_kobo: Math.max(it.amount_kobo - it.paid_kobo, 0),
    })).toSorted((a, b) => a.due_on < b.due_on ? -1 : 1),
    proofs: payment_proofs.toSorted((a, b) => a.id < b.id ? -1 : 1),
  }));
}
