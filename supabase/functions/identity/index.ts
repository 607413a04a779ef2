import { createApp } from "./app.ts";
import { createDeps } from "./deps.ts";

Deno.serve(createApp(createDeps(Deno.env.toObject())).fetch);
