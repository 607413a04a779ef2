/** The address at which a guarantor answers. Its token stands behind the #: no server is asked for it, no log has it. */
export const guaranteeLink = (origin: string, token: string): string => `${origin}/g#${token}`;
