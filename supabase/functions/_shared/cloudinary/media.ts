/**
 * Photos of listings at Cloudinary. Originals go there straight from a browser, by a form that we signed: who may upload
 * what, and where, is in what is signed. What is shown is what we made of the original: it comes in one clean size, of
 * which Cloudinary makes the smaller ones at once.
 */
import { z } from "zod";
import { type Clock, systemClock } from "../clock.ts";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import type { KeptSize, MediaStore } from "../media_store.ts";
import { Problem } from "../problem.ts";
import {
  isSignedAnswer,
  type Parameters,
  type SignatureAlgorithm,
  signParameters,
} from "./signature.ts";

/** Which account, and how it is reached. */
export interface CloudinaryOptions {
  readonly cloudName: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly algorithm: SignatureAlgorithm;
  /** Such as https://api.cloudinary.com. */
  readonly apiUrl: string;
  readonly http: ProviderHttp;
  readonly clock?: Clock;
}

/** Paths of sizes that lie there begin so. */
export const cloudinaryPrefix = "cloudinary/";

/** Cloudinary takes a signature for an hour. */
const signatureLifeMs = 3_600_000;

const uploaded = z.object({
  public_id: z.string(),
  version: z.number().int(),
  signature: z.string(),
  secure_url: z.url(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  eager: z.array(z.object({
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    secure_url: z.url(),
  })).default([]),
});
const destroyed = z.object({ result: z.enum(["ok", "not found"]) });

/** Creates it. */
export function createCloudinaryMedia(options: CloudinaryOptions): MediaStore {
  const { apiKey, apiSecret, algorithm, http, clock = systemClock } = options;
  const address = (act: string) =>
    new URL(`${options.apiUrl.replace(/\/*$/, "")}/v1_1/${options.cloudName}/image/${act}`);
  const seconds = () => Math.floor(clock.now() / 1000);
  const signed = async (parameters: Parameters): Promise<Record<string, string>> => {
    const all: Parameters = { ...parameters, timestamp: seconds() };
    const signature = await signParameters(all, apiSecret, algorithm);
    return {
      ...Object.fromEntries(
        Object.entries(all).filter(([, value]) => value !== undefined && value !== "")
          .map(([name, value]) => [name, String(value)]),
      ),
      api_key: apiKey,
      signature,
    };
  };
  const post = async (act: string, parameters: Parameters, file?: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(await signed(parameters))) form.set(name, value);
    if (file !== undefined) {
      form.set("file", new Blob([file], { type: "image/webp" }), "photo.webp");
    }
    const packed = new Response(form);
    return await http({
      operation: `cloudinary.${act}`,
      method: "POST",
      url: address(act),
      headers: { "content-type": packed.headers.get("content-type") ?? "" },
      bytes: new Uint8Array(await packed.arrayBuffer()),
      idempotent: true,
    });
  };
  const originalOf = (path: string) => `uploads/${path}`;
  const destroy = async (publicId: string, type: "upload" | "authenticated") => {
    const answer = await post("destroy", {
      public_id: publicId,
      type,
      invalidate: type === "upload" ? "true" : undefined,
    });
    if (!destroyed.safeParse(answer.json).success) throw refused("destroy", answer);
  };

  return {
    async ticket(path) {
      const fields = await signed({
        public_id: originalOf(path),
        // Nobody sees an original but by a signed address, and nobody puts another in its place.
        type: "authenticated",
        overwrite: "false",
        allowed_formats: "jpg,png,webp",
      });
      return {
        store: "cloudinary",
        url: address("upload").href,
        fields,
        expires_at: new Date(clock.now() + signatureLifeMs).toISOString(),
      };
    },

    async original(path) {
      const url = address("download");
      const asked = await signed({ public_id: originalOf(path), type: "authenticated" });
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      const answer = await http({
        operation: "cloudinary.download",
        method: "GET",
        url,
        headers: {},
        wantsBytes: true,
      });
      if (answer.status === 404) return undefined;
      if (answer.status >= 300 || answer.bytes === undefined) throw refused("download", answer);
      return {
        bytes: answer.bytes,
        declaredType: answer.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "",
      };
    },

    async removeOriginals(paths) {
      for (const path of paths) await destroy(originalOf(path), "authenticated");
    },

    async keep(folder, sizes) {
      const widest = sizes.at(-1);
      if (widest === undefined) throw new RangeError("Cannot keep a photo without a size");
      const eager = sizes.slice(0, -1).map(({ width, height }) =>
        `c_scale,f_webp,h_${height},q_78,w_${width}`
      ).join("|");
      const answer = await post("upload", { public_id: folder, eager }, widest.bytes);
      const read = uploaded.safeParse(answer.json);
      if (answer.status !== 200 || !read.success) throw refused("upload", answer);
      const made = read.data;
      if (made.public_id !== folder || !await isSignedAnswer(made, apiSecret, algorithm)) {
        throw refused("upload", answer);
      }
      return [...made.eager, made].map(({ width, height, bytes, secure_url }): KeptSize => ({
        width,
        height,
        bytes,
        path: `${cloudinaryPrefix}${folder}/${width}.webp`,
        url: secure_url,
      }));
    },

    async remove(paths) {
      const photos = new Set(
        paths.filter((path) => path.startsWith(cloudinaryPrefix))
          .map((path) => path.slice(cloudinaryPrefix.length, path.lastIndexOf("/"))),
      );
      // With a photo go the sizes that were made of it.
      for (const photo of photos) await destroy(photo, "upload");
    },
  };
}

function refused(act: string, { status, json }: ProviderAnswer): Problem {
  return Problem.of("upstream.refused", {
    detail: "Cannot keep the photo: Cloudinary refused the request",
    cause: new Error(`cloudinary.${act}: ${status} ${JSON.stringify(json)}`),
  });
}
