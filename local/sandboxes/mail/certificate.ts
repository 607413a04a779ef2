/** A certificate for this machine, made anew at each start: nobody vouches for it but the stack that made it. */
import { generate } from "selfsigned";

/** In PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const dayMs = 86_400_000;

/** Makes one for 127.0.0.1 and localhost. */
export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 366 * dayMs),
    extensions: [{
      name: "subjectAltName",
      altNames: [{ type: 2, value: "localhost" }, { type: 7, ip: "127.0.0.1" }],
    }],
  });
  return { key: made.private, cert: made.cert };
}
