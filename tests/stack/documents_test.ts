import { assert, assertEquals } from "@std/assert";
import {
  addDocument,
  addProperty,
  createOrganization,
  downloadDocument,
  type EstateError,
  listDocumentAccess,
  listDocuments,
  listReadableDocuments,
  retireDocument,
  shareDocument,
  unshareDocument,
} from "@estate/sdk";
import { refused } from "../../local/demo/narrator.ts";
import { arrive, leave, visit } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

const paper = (content = "An insurance policy") =>
  new Blob([`%PDF-1.7\n${content}\n%%EOF`], { type: "application/pdf" });

Deno.test({
  name: "a paper goes from a landlord to who may read it, for as long as they may",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const visitor = visit(stack);
    const [owner, broker, stranger] = [
      await arrive(stack, "Ada"),
      await arrive(stack, "Bisi"),
      await arrive(stack, "Chidi"),
    ];
    try {
      const { id: org } = await createOrganization(owner.estate, {
        kind: "owner",
        name: "Ada Homes",
        address: "12 Herbert Macaulay Way, Yaba",
      });
      const property_id = await addProperty(owner.estate, {
        org_id: org,
        kind: "building",
        name: "Yaba Court",
        street: "5 Commercial Avenue",
        area: "Yaba",
        lga: "Lagos Mainland",
        state: "Lagos",
        longitude: 3.379,
        latitude: 6.512,
      });
      const policy = {
        property_id,
        kind: "insurance",
        title: "Fire insurance 2027",
        expires_on: "2027-12-31",
      } as const;
      const uploads = async () =>
        (await owner.estate.storage.from("uploads").list(owner.id)).data ?? [];

      await t.step("what is added is kept as it was sent, and only once", async () => {
        const document = await addDocument(owner.estate, policy, paper());
        assertEquals([document.mime_type, document.size_bytes, document.added_by], [
          "application/pdf",
          paper().size,
          owner.id,
        ]);
        assertEquals(
          await (await downloadDocument(owner.estate, document)).text(),
          await paper().text(),
        );
        assertEquals((await addDocument(owner.estate, policy, paper())).id, document.id);
        assertEquals((await listDocuments(owner.estate, { property_id })).length, 1);
        assertEquals(await uploads(), []);
        const large = new Blob([paper(), new Uint8Array(11 * 1024 * 1024)], {
          type: "application/pdf",
        });
        const scan = await addDocument(owner.estate, { ...policy, title: "Long" }, large);
        assertEquals(scan.size_bytes, large.size);
        assert((await retireDocument(owner.estate, scan.id)).retired_at !== null);
        assertEquals((await listDocuments(owner.estate, { property_id })).length, 1);
        assertEquals(
          (await listDocuments(owner.estate, { property_id }, { retired: true })).length,
          2,
        );
      });

      await t.step(
        "a file that lies about its type is refused, and nothing of it stays",
        async () => {
          const liar = new Blob(["<!doctype html>"], { type: "application/pdf" });
          const error = await refused(
            "a page that calls itself PDF",
            addDocument(owner.estate, policy, liar),
          ) as EstateError;
          assertEquals([error.code, error.status, error.field], [
            "document.wrong_type",
            422,
            "upload_path",
          ]);
          assertEquals(await uploads(), []);
        },
      );

      await t.step("others read and download it while a grant is live", async () => {
        const [document] = await listDocuments(owner.estate, { property_id });
        if (document === undefined) throw new Error("Expected the insurance");
        const everyone = [broker.estate, stranger.estate, visitor];
        for (const estate of everyone) {
          await refused("the file", downloadDocument(estate, document));
        }
        const { data } = await broker.estate.auth.getUser();
        const contact = data.user?.email ?? "";
        const soon = new Date(Date.now() + 4_000);
        const grant = await shareDocument(owner.estate, document.id, { contact }, soon);
        assertEquals((await listReadableDocuments(broker.estate)).map((it) => it.id), [
          document.id,
        ]);
        assertEquals(
          await (await downloadDocument(broker.estate, document)).text(),
          await paper().text(),
        );
        await refused("the file", downloadDocument(stranger.estate, document));
        await new Promise((resolve) => setTimeout(resolve, soon.getTime() - Date.now() + 500));
        assertEquals(await listReadableDocuments(broker.estate), []);
        await refused("the file of an expired grant", downloadDocument(broker.estate, document));

        const again = await shareDocument(owner.estate, document.id, { contact });
        assertEquals(again.id, grant.id);
        await downloadDocument(broker.estate, document);
        await unshareDocument(owner.estate, grant.id);
        await refused("the file of a grant taken back", downloadDocument(broker.estate, document));
        const [known] = await listDocumentAccess(owner.estate, document.id);
        assert(known?.revoked_at !== null);
      });

      await t.step("a stranger neither adds nor shares", async () => {
        const adding = await refused(
          "a stranger's paper",
          addDocument(stranger.estate, policy, paper()),
        ) as EstateError;
        assertEquals([adding.code, adding.field], ["document.unknown_subject", "property_id"]);
        const [document] = await listDocuments(owner.estate, { property_id });
        const sharing = await refused(
          "a stranger's grant",
          shareDocument(stranger.estate, document?.id ?? "", { contact: "a@b.ng" }),
        ) as EstateError;
        assertEquals(sharing.code, "document.not_found");
      });
    } finally {
      await leave([owner.estate, broker.estate, stranger.estate, visitor]);
      await stack.close();
    }
  },
});
