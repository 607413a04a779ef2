/** What was found at an inspection, who said what of it, and its photos. */
import { queryOptions } from "@tanstack/react-query";
import type { InspectionPhoto } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** Items in their order, everything that was said, and the photos of both sides. */
export const partsQuery = (inspectionId: string) =>
  queryOptions({
    queryKey: ["inspections", "parts", inspectionId],
    queryFn: async () => {
      const { client, ...estate } = await sdk();
      const [items, signatures, photos] = await Promise.all([
        estate.listInspectionItems(client, inspectionId),
        estate.listInspectionSignatures(client, inspectionId),
        estate.listInspectionPhotos(client, inspectionId),
      ]);
      return { items, signatures, photos };
    },
    meta: { keep: true },
  });

/** Addresses of a photo's files. They work for ten minutes, and are asked for again before. */
export const linksQuery = (photo: InspectionPhoto) =>
  queryOptions({
    queryKey: ["inspections", "links", photo.id],
    queryFn: async () => {
      const { client, linkToInspectionPhoto } = await sdk();
      return await linkToInspectionPhoto(client, photo, 600);
    },
    staleTime: 8 * 60_000,
    gcTime: 8 * 60_000,
  });
