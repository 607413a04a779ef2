/** What Vite gives to modules: the part of it that this app uses. */
interface ImportMeta {
  glob<Module>(pattern: string): Record<string, () => Promise<Module>>;
  glob<Module>(pattern: string, options: { readonly eager: true }): Record<string, Module>;
}

interface ImportMeta {
  readonly env: { readonly VITE_BUILD?: string; readonly DEV: boolean };
}
