import { assertEquals } from "@std/assert";
import {
  acceptTenancy,
  addInspectionPhoto,
  addProperty,
  addUnit,
  beginMoveOut,
  compareInspections,
  createListing,
  createOrganization,
  disputeInspection,
  type EstateError,
  type InspectionPhoto,
  inviteAsTenant,
  linkToInspectionPhoto,
  listInspectionContents,
  listInspectionItems,
  listInspectionPhotos,
  listInspections,
  listInspectionSignatures,
  moveListing,
  offerInspection,
  offerTenancy,
  openConversation,
  saveInspection,
  scheduleInspection,
  signInspection,
  verifyInspectionContent,
} from "@estate/sdk";
import { refused } from "../../local/demo/narrator.ts";
import { arrive, leave, type Person } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { look, picture, withExif } from "../../supabase/functions/media/testing/pictures.ts";

Deno.test({
  name: "an owner and a tenant inspect a flat, disagree, agree, and compare at moving out",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const [owner, tenant, stranger] = [
      await arrive(stack, "Ada"),
      await arrive(stack, "Tunde"),
      await arrive(stack, "Bola"),
    ];
    try {
      const tenancyId = await letFlat(owner, tenant);
      const inspection = await scheduleInspection(owner.estate, {
        tenancyId,
        kind: "move_in",
        scheduledFor: new Date(),
      });
      const photo = new Blob([withExif(await picture("jpeg", 1000, 500), 6)], {
        type: "image/jpeg",
      });

      await t.step("the owner records rooms, meters and photos", async () => {
        const wrong = saveInspection(owner.estate, inspection.id, {
          items: [{ room: "Kitchen", item: "Sink", condition: "new" as "good" }],
        });
        const error = await refused("an unknown condition", wrong) as EstateError;
        assertEquals([error.code, error.status, error.field], [
          "inspection.bad_fact",
          400,
          "items.0.condition",
        ]);
        const saved = await saveInspection(owner.estate, inspection.id, {
          items: [
            { room: "Kitchen", item: "Sink", condition: "good", note: "New" },
            { room: "Bedroom", item: "Door", condition: "fair" },
          ],
          meterReadings: [{ meter: "electricity", value: 1234.5, unit: "kWh" }],
          note: "Two keys",
        });
        assertEquals([saved.status, saved.meter_readings[0]?.value], ["draft", 1234.5]);
        const [sink] = await listInspectionItems(owner.estate, inspection.id);
        const added = await addInspectionPhoto(owner.estate, inspection.id, photo, {
          itemId: sink?.id ?? "",
          caption: "The sink",
          takenAt: new Date(Date.now() - 60_000),
        });
        assertEquals([added.side, added.round, added.width, added.height], [
          "owner",
          1,
          500,
          1000,
        ]);
        assertEquals(
          (await addInspectionPhoto(owner.estate, inspection.id, photo)).id,
          added.id,
          "the same photo again",
        );
        assertEquals(await listInspections(tenant.estate, tenancyId), []);
        const early = await refused(
          "the tenant's photo of a draft",
          addInspectionPhoto(tenant.estate, inspection.id, photo),
        ) as EstateError;
        assertEquals(early.code, "auth.forbidden", "no upload before it is offered");
      });

      await t.step("the tenant sees it once offered, with photos without their place", async () => {
        await offerInspection(owner.estate, inspection.id);
        const [seen] = await listInspectionPhotos(tenant.estate, inspection.id) as [
          InspectionPhoto,
        ];
        const links = await linkToInspectionPhoto(tenant.estate, seen);
        const response = await fetch(links.large);
        assertEquals(response.headers.get("content-type"), "image/webp");
        const file = new Uint8Array(await response.arrayBuffer());
        assertEquals(look(file, 0.5, 0.1), { width: 500, height: 1000, color: "red" });
        assertEquals(/exif|gps/i.test(new TextDecoder("latin1").decode(file)), false);
        assertEquals(
          new Uint8Array(await crypto.subtle.digest("SHA-256", file)).toHex(),
          seen.sha256,
        );
        assertEquals((await (await fetch(links.thumbnail)).bytes()).length < file.length, true);
        const open = `${stack.url}/storage/v1/object/public/inspection-photos/${seen.path}`;
        const public_ = await fetch(open);
        await public_.body?.cancel();
        assertEquals(public_.ok, false, "the bucket is private");
        await refused("a stranger's link", linkToInspectionPhoto(stranger.estate, seen));
        assertEquals(await listInspectionPhotos(stranger.estate, inspection.id), []);
      });

      await t.step("the tenant disputes with a photo, and both sign the correction", async () => {
        const mine = await addInspectionPhoto(tenant.estate, inspection.id, photo);
        assertEquals([mine.side, mine.round], ["tenant", 1]);
        const liar = new Blob(["<script>alert(1)</script>"], { type: "image/png" });
        const lie = await refused(
          "a file that lies",
          addInspectionPhoto(tenant.estate, inspection.id, liar),
        ) as EstateError;
        assertEquals([lie.code, lie.status, lie.field], ["media.wrong_type", 422, "upload_path"]);
        const [, door] = await listInspectionItems(tenant.estate, inspection.id);
        await disputeInspection(tenant.estate, inspection.id, "The door is broken", [
          door?.id ?? "",
        ]);
        await saveInspection(owner.estate, inspection.id, {
          items: [
            { room: "Kitchen", item: "Sink", condition: "good" },
            { room: "Bedroom", item: "Door", condition: "damaged" },
          ],
        });
        const { content_hash: hash } = await offerInspection(owner.estate, inspection.id);
        const outcomes = await Promise.all(
          [owner, tenant].map((by) => signInspection(by.estate, inspection.id, hash ?? "")),
        );
        assertEquals(outcomes.filter((it) => it.status === "signed").length, 1);
        const [now] = await listInspections(tenant.estate, tenancyId);
        assertEquals([now?.status, now?.round], ["signed", 2]);
      });

      await t.step("what was signed can be proven on anybody's machine", async () => {
        const contents = await listInspectionContents(tenant.estate, inspection.id);
        assertEquals(contents.map((it) => it.round), [1, 2]);
        for (const content of contents) {
          assertEquals(await verifyInspectionContent(content), true);
          assertEquals(
            await verifyInspectionContent({ ...content, content: `${content.content} ` }),
            false,
          );
        }
        const signatures = await listInspectionSignatures(tenant.estate, inspection.id);
        assertEquals(
          signatures.filter((it) => it.content_hash === contents[1]?.content_hash)
            .map((it) => it.side).sort(),
          ["owner", "tenant"],
        );
        assertEquals(signatures[0]?.disputed_positions, [2]);
        assertEquals(signatures[0]?.photo_hashes.length, 1);
      });

      await t.step("at moving out only what became worse is an estimated deduction", async () => {
        const out = await beginMoveOut(owner.estate, tenancyId);
        assertEquals((await beginMoveOut(owner.estate, tenancyId)).id, out.id);
        await saveInspection(owner.estate, out.id, {
          items: [
            { room: "Kitchen", item: "Sink", condition: "damaged", estimated_cost_kobo: 4_500_000 },
            { room: "Bedroom", item: "Door", condition: "damaged", estimated_cost_kobo: 900_000 },
          ],
        });
        await offerInspection(owner.estate, out.id);
        assertEquals(
          (await compareInspections(tenant.estate, tenancyId)).map((it) => [
            it.item,
            it.condition_in,
            it.condition_out,
            it.estimated_deduction_kobo,
          ]),
          [["Sink", "good", "damaged", 4_500_000], ["Door", "damaged", "damaged", 0]],
        );
      });
    } finally {
      await leave([owner.estate, tenant.estate, stranger.estate]);
      await stack.close();
    }
  },
});

/** A flat of the owner's, let to the tenant; returns the tenancy. */
async function letFlat(owner: Person, tenant: Person): Promise<string> {
  const { estate } = owner;
  const { id: org } = await createOrganization(estate, {
    kind: "owner",
    name: "Ada Homes",
    address: "12 Herbert Macaulay Way, Yaba",
  });
  const property = await addProperty(estate, {
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
  const unit = await addUnit(estate, {
    org_id: org,
    property_id: property,
    label: "Flat 1",
    kind: "flat",
    bedrooms: 2,
    bathrooms: 2,
  });
  const listing = await createListing(estate, {
    org_id: org,
    unit_id: unit,
    purpose: "rent",
    title: "Two-bed flat in Yaba",
    price_kobo: 120_000_000,
    price_per: "year",
  });
  await moveListing(estate, listing, "published");
  const { id: conversation } = await openConversation(tenant.estate, { listingId: listing });
  const known = await inviteAsTenant(estate, conversation, {
    fullName: "Tunde Bello",
    address: "4 Akoka Road, Yaba",
  });
  const tenancy = await offerTenancy(estate, {
    unitId: unit,
    tenantIds: [known.id],
    startsOn: "2026-12-01",
    rentKobo: 120_000_000,
  });
  await acceptTenancy(tenant.estate, tenancy.id);
  return tenancy.id;
}
