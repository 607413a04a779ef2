/** Documents: papers of properties, units, tenancies and tenants, and proofs of payments, made out of uploads. */
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServiceEnv } from "../_shared/service_app.ts";
import { createUserApp } from "../_shared/user_app.ts";
import { addDocument, documentKinds, subjects } from "./add_document.ts";
import type { DocumentsDeps } from "./deps.ts";
import { addPaymentProof, offlineMethods, reportPayment } from "./prove_payment.ts";

const uploadPath = z.string().min(1).max(300).describe(
  "Where you uploaded the file in bucket uploads: <your user id>/<file name>",
);

const newDocument = z.strictObject({
  upload_path: uploadPath,
  kind: z.enum(documentKinds),
  title: z.string().trim().min(1).max(160).describe("What people call it"),
  expires_on: z.iso.date().refine((day) => day >= "2000-01-01" && day <= "2199-12-31", {
    message: "must lie between 2000 and 2199",
  }).optional().describe("Last day on which the paper itself holds, such as an insurance"),
  property_id: z.uuid().optional().describe("What it is about: exactly one of the four"),
  unit_id: z.uuid().optional(),
  tenancy_id: z.uuid().optional(),
  tenant_id: z.uuid().optional(),
}).superRefine((document, context) => {
  const named = subjects.filter((name) => document[name] !== undefined);
  if (named.length === 1) return;
  context.addIssue({
    code: "custom",
    path: [named[1] ?? "property_id"],
    message: "name exactly one of property_id, unit_id, tenancy_id and tenant_id",
  });
}).openapi("NewDocument");

const document = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  property_id: z.uuid().nullable(),
  unit_id: z.uuid().nullable(),
  tenancy_id: z.uuid().nullable(),
  tenant_id: z.uuid().nullable(),
  kind: z.enum(documentKinds),
  title: z.string(),
  storage_path: z.string().describe("In the private bucket documents"),
  mime_type: z.string().describe("What the file's bytes are"),
  size_bytes: z.number().int(),
  sha256: z.string(),
  expires_on: z.string().nullable(),
  added_by: z.uuid().nullable(),
  created_at: z.string(),
  retired_at: z.string().nullable(),
}).openapi("Document");

const reportedPayment = z.strictObject({
  client_id: z.uuid().describe("Of your own: the same again makes no second payment"),
  charge_ids: z.array(z.uuid()).min(1).max(50).describe("What it pays, of one tenancy"),
  method: z.enum(offlineMethods),
  amount_kobo: z.number().int().min(1).max(10_000_000_000_000),
  paid_on: z.iso.date().describe("The day on which you paid, Nigerian date"),
  bank_reference: z.string().trim().min(1).max(80).optional().describe(
    "Of the transfer, slip or cheque, as your bank says it",
  ),
  note: z.string().trim().min(1).max(1000).optional(),
  upload_path: uploadPath,
}).openapi("ReportedPayment");

const offlinePayment = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  payment_id: z.uuid(),
  source: z.string(),
  method: z.enum(offlineMethods),
  status: z.string(),
  claimed_kobo: z.number().int(),
  paid_on: z.string(),
  bank_reference: z.string().nullable(),
  note: z.string().nullable(),
  answer_by: z.string().nullable().describe("Until when the payee's side may answer"),
  confirmed_kobo: z.number().int().nullable(),
  received_on: z.string().nullable(),
  decision: z.string().nullable(),
  created_at: z.string(),
}).openapi("OfflinePayment");

/** The app of the documents function. */
export function createApp(deps: DocumentsDeps): OpenAPIHono<ServiceEnv> {
  const { app, post } = createUserApp(deps, {
    name: "documents",
    title: "Estate documents",
    description: "Papers whose files are what they say they are.",
  });
  post(
    {
      path: "/files",
      summary: "Make a document of a file that you uploaded",
      params: z.object({}),
      body: newDocument,
      made: document,
      madeDescription: "The document; the same file on the same subject again gets the same one",
      refusals: {
        403: "auth.forbidden: you may not add this to the organization's documents",
        404: "document.unknown_subject or document.upload_not_found",
        409: "document.too_many",
        422: "document.wrong_type, document.too_large, document.bad_path, document.bad_fact",
      },
      // The papers of a house at once, then one every ten seconds.
      limit: { name: "documents.file", capacity: 20, refillPerSecond: 1 / 10 },
    },
    ({ caller, body, log }) => {
      // The description asked for exactly one.
      const name = subjects.find((each) => body[each] !== undefined) ?? "property_id";
      return addDocument(deps, {
        userId: caller.userId,
        uploadPath: body.upload_path,
        subject: { name, id: body[name] ?? "" },
        kind: body.kind,
        title: body.title,
        expiresOn: body.expires_on,
      }, log);
    },
  );
  const proofRefusals = {
    400: "payment.bad_charges",
    404: "charge.not_found, offline_payment.not_found or document.upload_not_found",
    409: "charge.settled, offline_payment.evidence_used, offline_payment.already_decided, " +
      "offline_payment.client_id_used, offline_payment.too_many, offline_payment.took_too_long",
    422: "document.wrong_type, document.too_large, document.bad_path, " +
      "offline_payment.bad_fact, offline_payment.bad_evidence",
  };
  // What is owed at once with what is shown of it, then one a minute.
  const proofLimit = { name: "documents.payment_proof", capacity: 20, refillPerSecond: 1 / 60 };
  post(
    {
      path: "/payment-proofs",
      summary: "Report a payment by transfer, cash, POS or cheque with a proof that you uploaded",
      params: z.object({}),
      body: reportedPayment,
      made: offlinePayment,
      madeDescription: "What was reported; the same client_id again gets the same",
      refusals: proofRefusals,
      limit: proofLimit,
    },
    ({ caller, body, log }) =>
      reportPayment(deps, {
        userId: caller.userId,
        clientId: body.client_id,
        chargeIds: body.charge_ids,
        method: body.method,
        amountKobo: body.amount_kobo,
        paidOn: body.paid_on,
        bankReference: body.bank_reference,
        note: body.note,
        uploadPath: body.upload_path,
      }, log),
  );
  post(
    {
      path: "/payment-proofs/{offline_payment_id}",
      summary: "Add another proof to a payment that you reported",
      params: z.object({ offline_payment_id: z.uuid() }),
      body: z.strictObject({ upload_path: uploadPath }),
      made: offlinePayment,
      madeDescription: "What was reported, waiting for the payee's side again",
      refusals: proofRefusals,
      limit: proofLimit,
    },
    ({ caller, params, body, log }) =>
      addPaymentProof(deps, {
        userId: caller.userId,
        offlinePaymentId: params.offline_payment_id,
        uploadPath: body.upload_path,
      }, log),
  );
  return app;
}
