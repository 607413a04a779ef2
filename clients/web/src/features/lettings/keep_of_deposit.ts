/** Keeps a part of a deposit, once however often it is tried. */
import { sdk } from "../../session/home_queries.ts";
import { clientIdFor, forgetClientId } from "./client_id.ts";

/** Papers that were put with a tenancy already, by what they are for: the next try takes the same. */
const put = new Map<string, { readonly scan: File; readonly id: string }>();

/**
 * `evidence`: `item ID` of the inspection at moving out, `charge ID`, or `paper`, which `fields` hold.
 * @throws {EstateError} deposit.*, document.*
 */
export async function keepOfDeposit(
  tenancyId: string,
  evidence: string,
  fields: FormData,
): Promise<void> {
  const { client, deductFromDeposit, EstateError } = await sdk();
  const [kind, id = ""] = evidence.split(" ");
  const amountKobo = Number(fields.get("amount_kobo"));
  const paper = fields.get("paper");
  const scan = kind === "paper" && paper instanceof File ? paper : undefined;
  // Without the amount: who corrects it after a lost answer does not keep twice.
  const once = `deduct.${tenancyId}.${scan === undefined ? evidence : `${scan.name} ${scan.size}`}`;
  const kept = {
    tenancyId,
    amountKobo,
    reason: String(fields.get("reason") ?? "").trim(),
    ...(scan !== undefined
      ? { documentId: await paperOf(tenancyId, once, scan) }
      : kind === "item"
      ? { itemId: id }
      : { chargeId: id }),
    clientId: clientIdFor(once),
  };
  try {
    await deductFromDeposit(client, kept);
  } catch (error) {
    // A paper that was put anew beside the same id: the first try had arrived, and the list says what it kept.
    const wasKept = scan !== undefined && error instanceof EstateError &&
      error.code === "deposit.already_deducted";
    if (!wasKept) throw error;
  }
  done(once);
}

function done(once: string): void {
  forgetClientId(once);
  put.delete(once);
}

async function paperOf(tenancyId: string, once: string, scan: File): Promise<string> {
  const known = put.get(once);
  if (known?.scan === scan) return known.id;
  const { client, addDocument, shareDocument } = await sdk();
  const { id } = await addDocument(client, {
    tenancy_id: tenancyId,
    kind: "other",
    title: scan.name.slice(0, 100),
  }, scan);
  // The tenants are to see what shows it.
  await shareDocument(client, id, { tenancy_id: tenancyId });
  put.set(once, { scan, id });
  return id;
}
