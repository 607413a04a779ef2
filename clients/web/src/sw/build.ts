/** What the worker knows of the build that it belongs to: tools/worker.ts writes it in. */

interface Build {
  /** Another for each build, and for each project that it is put up for. */
  readonly version: string;
  readonly project: string;
  /** The script that index.html begins with: by it one sees whether an index.html is of this build. */
  readonly entry: string;
  /** Addresses of what a first screen needs. */
  readonly first: readonly string[];
  /** Addresses of all files with a hash in their name. */
  readonly assets: readonly string[];
  /** First parts of the addresses that are the app's: the static pages beside it are not. */
  readonly roots: readonly string[];
}

declare const __BUILD__: Build;

/** It. */
export const build: Build = __BUILD__;
