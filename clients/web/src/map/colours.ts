/** The map paints on a canvas, which knows no custom properties: they are read when it is made, and whenever the theme changes. */

/** Those that it needs. */
export interface MapColours {
  readonly ground: string;
  readonly raised: string;
  readonly sunken: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly water: string;
  readonly brand: string;
  readonly onBrand: string;
}

/** As they are now. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: of("ground"),
    raised: of("raised"),
    sunken: of("sunken"),
    ink: of("ink"),
    muted: of("muted"),
    line: of("line"),
    water: of("info-soft"),
    brand: of("brand"),
    onBrand: of("on-brand"),
  };
}
