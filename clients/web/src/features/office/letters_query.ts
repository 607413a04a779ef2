/** Letters, templates, and what a draft would say. */
import { queryOptions } from "@tanstack/react-query";
import type { LetterReading, ListedLetter, ListedLetterTemplate } from "@estate/sdk";
import { sdk } from "./addressees_query.ts";

/** The letters of an organization, the newest first. */
export const lettersQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["papers", "letters", orgId],
    queryFn: async (): Promise<readonly ListedLetter[]> => {
      const [client, { listLetters }] = await sdk();
      return await listLetters(client, { org_id: orgId });
    },
    meta: { keep: true },
  });

/** One letter; null: there is none. */
export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: ["papers", "letter", id],
    queryFn: async (): Promise<ListedLetter | null> => {
      const [client, { findLetter }] = await sdk();
      return await findLetter(client, id) ?? null;
    },
  });

/** Who opened a letter, and who said so. */
export const letterReadingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["papers", "letter readings", id],
    queryFn: async (): Promise<readonly LetterReading[]> => {
      const [client, { listLetterReadings }] = await sdk();
      return await listLetterReadings(client, id);
    },
    refetchInterval: 30_000,
  });

/** Templates in use, oldest first. */
export const templatesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["papers", "templates", orgId],
    queryFn: async (): Promise<readonly ListedLetterTemplate[]> => {
      const [client, { listLetterTemplates }] = await sdk();
      return await listLetterTemplates(client, orgId);
    },
  });

/** Names of the fields that every letter has. */
export const mergeFieldsQuery = () =>
  queryOptions({
    queryKey: ["papers", "merge fields"],
    queryFn: async (): Promise<readonly string[]> => {
      const [client, { letterFields }] = await sdk();
      return Object.keys(await letterFields(client));
    },
    staleTime: Infinity,
  });
