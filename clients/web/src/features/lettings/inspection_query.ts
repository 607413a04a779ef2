/** One inspection with all that belongs to it. */
import { queryOptions } from "@tanstack/react-query";
import type {
  Inspection,
  InspectionItem,
  InspectionPhoto,
  InspectionPhotoLinks,
  InspectionSignature,
} from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** All of it. */
export interface WholeInspection {
  readonly inspection: Inspection;
  readonly items: readonly InspectionItem[];
  readonly photos: readonly InspectionPhoto[];
  readonly signatures: readonly InspectionSignature[];
}

/** Of a tenancy; null where there is no such one. */
export const inspectionQuery = (tenancyId: string, id: string) =>
  queryOptions({
    queryKey: ["inspections", tenancyId, id],
    queryFn: async (): Promise<WholeInspection | null> => {
      const functions = await sdk();
      const { client } = functions;
      const [all, items, photos, signatures] = await Promise.all([
        functions.listInspections(client, tenancyId),
        functions.listInspectionItems(client, id),
        functions.listInspectionPhotos(client, id),
        functions.listInspectionSignatures(client, id),
      ]);
      const inspection = all.find((it) => it.id === id);
      return inspection === undefined ? null : { inspection, items, photos, signatures };
    },
    meta: { keep: true },
  });

/** Where a photo's files are, for an hour. */
export const photoQuery = (photo: InspectionPhoto) =>
  queryOptions({
    queryKey: ["inspections", "photo", photo.id],
    queryFn: async (): Promise<InspectionPhotoLinks> => {
      const { client, linkToInspectionPhoto } = await sdk();
      return await linkToInspectionPhoto(client, photo, 3_600);
    },
    staleTime: 50 * 60_000,
  });
