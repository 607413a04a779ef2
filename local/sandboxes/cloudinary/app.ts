/** A stand-in for Cloudinary's upload API that keeps everything in memory. It makes eager sizes for real. */
import { FilterType, ImageMagick, MagickFormat, MagickGeometry } from "@imagemagick/magick-wasm";
import { encodeHex } from "@std/encoding/hex";
import { type Context, Hono } from "hono";
import { photoTypes, sniff } from "../../../supabase/functions/_shared/file_type.ts";
import { signParameters } from "../../../supabase/functions/_shared/cloudinary/signature.ts";
import { developPhoto } from "../../../supabase/functions/media/photo.ts";
import { Faults } from "../faults.ts";
import { serveWithFaults } from "../serve.ts";

/** How one sandbox is set up. */
export interface CloudinarySandboxOptions {
  readonly cloudName: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly algorithm?: "sha1" | "sha256";
  /** Where it is mounted; photos are shown under it. */
  readonly publicUrl: string;
  readonly now?: () => Date;
}

/** A file that lies there. */
interface Asset {
  readonly publicId: string;
  readonly type: string;
  readonly version: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: string;
  /** By transformation. */
  readonly derived: Map<string, Uint8Array<ArrayBuffer>>;
}

/** A running sandbox. */
export interface CloudinarySandbox {
  /** Routes relative to the mount. */
  readonly app: Hono;
  readonly control: {
    /** What lies there, as type/public id. */
    assets(): string[];
    readonly faults: Faults;
  };
}

/** The most that a free account takes. */
const mostBytes = 10_485_760;
const formats = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;
const types: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

/** Creates a sandbox in which nothing lies. */
export function createCloudinarySandbox(options: CloudinarySandboxOptions): CloudinarySandbox {
  const { cloudName, apiKey, apiSecret, algorithm = "sha1", now = () => new Date() } = options;
  const assets = new Map<string, Asset>();
  const faults = new Faults();
  const app = new Hono();
  const serving = {
    faults,
    stop: new AbortController().signal,
    words: {
      rateLimited: (c: Context) => refuse(c, 420, "Rate Limit Exceeded"),
      unavailable: (c: Context) => refuse(c, 503, "Service Unavailable"),
    },
  };
  let versions = Math.floor(now().getTime() / 1000);

  /** What is wrong with a call's key, signature or age. */
  const wrong = async (given: Readonly<Record<string, string>>): Promise<string | undefined> => {
    const { api_key, signature, file: _file, ...signed } = given;
    if (api_key !== apiKey) return `Unknown API key ${api_key}`;
    const right = await signParameters(signed, apiSecret, algorithm);
    if (signature !== right) return `Invalid Signature ${signature}.`;
    const age = now().getTime() / 1000 - Number(given.timestamp);
    if (!(Math.abs(age) <= 3600)) return "Stale request - reported time is more than 1 hour ago";
    return undefined;
  };
  const keyOf = (type: string, publicId: string) => `${type}/${publicId}`;
  const base = `${options.publicUrl}/res/${cloudName}/image`;

  const told = async (asset: Asset) => {
    const size = sizeOf(asset.bytes);
    const digest = encodeHex(
      await crypto.subtle.digest("SHA-1", asset.bytes),
    ).slice(0, 32);
    const at = `v${asset.version}/${asset.publicId}`;
    return {
      asset_id: digest,
      public_id: asset.publicId,
      version: asset.version,
      signature: await signParameters(
        { public_id: asset.publicId, version: asset.version },
        apiSecret,
        algorithm,
      ),
      ...size,
      format: asset.format,
      resource_type: "image",
      type: asset.type,
      bytes: asset.bytes.length,
      etag: digest,
      secure_url: `${base}/${asset.type}/${at}.${asset.format}`,
      ...(asset.derived.size === 0 ? {} : {
        eager: [...asset.derived].map(([transformation, bytes]) => ({
          transformation,
          ...sizeOf(bytes),
          bytes: bytes.length,
          format: "webp",
          secure_url: `${base}/${asset.type}/${transformation}/${at}.webp`,
        })),
      }),
    };
  };

  app.post("/v1_1/:cloud/image/upload", async (c) => {
    const form = await c.req.formData();
    const file = form.get("file");
    const given = Object.fromEntries(
      [...form].filter((pair): pair is [string, string] => typeof pair[1] === "string"),
    );
    return await serveWithFaults(serving, c, given.public_id ?? null, async () => {
      if (c.req.param("cloud") !== cloudName) return refuse(c, 401, "Invalid cloud_name");
      const problem = await wrong(given);
      if (problem !== undefined) return refuse(c, 401, problem);
      if (!(file instanceof Blob)) return refuse(c, 400, "Missing required parameter - file");
      if (file.size > mostBytes) {
        return refuse(
          c,
          400,
          `File size too large. Got ${file.size}. Maximum is ${mostBytes}.`,
        );
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      const actual = sniff(bytes, photoTypes);
      if (actual === undefined) return refuse(c, 400, "Invalid image file");
      const format = formats[actual];
      if (given.allowed_formats && !given.allowed_formats.split(",").includes(format)) {
        return refuse(c, 400, `Image file format ${format} not allowed`);
      }
      const [type, publicId] = [given.type ?? "upload", given.public_id ?? crypto.randomUUID()];
      const known = assets.get(keyOf(type, publicId));
      if (known !== undefined && given.overwrite === "false") {
        return c.json({ ...await told(known), existing: true });
      }
      const derived = new Map<string, Uint8Array<ArrayBuffer>>();
      for (const transformation of given.eager?.split("|").filter(Boolean) ?? []) {
        derived.set(transformation, await scaled(bytes, transformation));
      }
      const asset = { publicId, type, version: ++versions, bytes, format, derived };
      assets.set(keyOf(type, publicId), asset);
      return c.json(await told(asset));
    });
  });

  app.post("/v1_1/:cloud/image/destroy", async (c) => {
    const given = Object.fromEntries(
      [...await c.req.formData()].filter((pair): pair is [string, string] =>
        typeof pair[1] === "string"
      ),
    );
    return await serveWithFaults(serving, c, given.public_id ?? null, async () => {
      const problem = await wrong(given);
      if (problem !== undefined) return refuse(c, 401, problem);
      const gone = assets.delete(keyOf(given.type ?? "upload", given.public_id ?? ""));
      return c.json({ result: gone ? "ok" : "not found" });
    });
  });

  app.get("/v1_1/:cloud/image/download", async (c) => {
    const given = c.req.query();
    return await serveWithFaults(serving, c, given.public_id ?? null, async () => {
      const problem = await wrong(given);
      if (problem !== undefined) return refuse(c, 401, problem);
      const asset = assets.get(keyOf(given.type ?? "upload", given.public_id ?? ""));
      return asset === undefined
        ? refuse(c, 404, `Resource not found - ${given.public_id}`)
        : new Response(asset.bytes, { headers: { "content-type": types[asset.format] ?? "" } });
    });
  });

  // What everybody sees: public photos and the sizes that were made of them, and nothing else.
  app.get("/res/:cloud/image/upload/*", (c) => {
    const [, rest = ""] = new URL(c.req.url).pathname.split("/image/upload/");
    const [, transformation, publicId] =
      /^(?:([^/]+,[^/]+)\/)?v\d+\/(.+)\.\w+$/.exec(decodeURIComponent(rest)) ?? [];
    const asset = assets.get(keyOf("upload", publicId ?? ""));
    const bytes = transformation === undefined ? asset?.bytes : asset?.derived.get(transformation);
    return bytes === undefined
      ? c.notFound()
      : new Response(bytes, { headers: { "content-type": "image/webp" } });
  });

  return { app, control: { assets: () => [...assets.keys()].sort(), faults } };
}

function refuse(c: Context, status: number, message: string): Response {
  return c.newResponse(JSON.stringify({ error: { message } }), status as 400, {
    "content-type": "application/json",
    "x-cld-error": message,
  });
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  return ImageMagick.read(bytes, ({ width, height }) => ({ width, height }));
}

/** A size of a photo, such as c_scale,f_webp,h_427,q_78,w_320. */
async function scaled(
  bytes: Uint8Array,
  transformation: string,
): Promise<Uint8Array<ArrayBuffer>> {
  // The module is started by the first photo that it is given.
  await developPhoto(new Uint8Array(), "image/png").catch(() => undefined);
  const wanted = new Map(
    transformation.split(",").map((part) => {
      const [name = "", value = ""] = part.split("_");
      return [name, Number(value)];
    }),
  );
  return ImageMagick.read(bytes, (image) => {
    const geometry = new MagickGeometry(
      wanted.get("w") ?? image.width,
      wanted.get("h") ?? image.height,
    );
    geometry.ignoreAspectRatio = true;
    image.resize(geometry, FilterType.Triangle);
    image.quality = wanted.get("q") ?? 80;
    return image.write(MagickFormat.WebP, (data) => new Uint8Array(data));
  });
}
