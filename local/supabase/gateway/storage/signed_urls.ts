/** Addresses that carry their own permission: @supabase/lite names them otherwise, and with the gateway's path. */

/** `{signedURL}`, or of an upload `{url, token}`. */
export async function renameSignedUrl(response: Response, upload: boolean): Promise<Response> {
  if (!response.ok) return response;
  const { signedUrl, token } = await response.json() as { signedUrl: string; token?: string };
  const address = signedUrl.replace(/^.*?\/storage\/v1/, "");
  return Response.json(upload ? { url: address, token } : { signedURL: address });
}

/** A list with an address, or an error, for each path; `sign` answers for one. Lite has no such list. */
export async function signMany(
  paths: readonly string[],
  sign: (path: string) => Promise<Response>,
): Promise<Response> {
  const listed = [];
  for (const path of paths) {
    const response = await sign(path);
    const signed = await response.json();
    listed.push(
      response.ok ? { error: null, path, signedURL: signed.signedURL } : {
        error: "Either the object does not exist or you do not have access to it",
        path,
        signedURL: null,
      },
    );
  }
  return Response.json(listed);
}
