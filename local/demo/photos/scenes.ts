/** The pictures of the demo's homes: drawings, so that nobody takes them for a home that exists. */

/** A drawing, 1280 by 960. */
export interface Scene {
  /** Of its files. */
  readonly name: string;
  /** What it shows, for those who do not see it. */
  readonly altText: string;
  readonly svg: string;
}

interface Paint {
  readonly wall: string;
  readonly shade: string;
  readonly trim: string;
  readonly roof: string;
}

const cream: Paint = { wall: "#f1e3c8", shade: "#dcc9a4", trim: "#ffffff", roof: "#8a4b32" };
const white: Paint = { wall: "#eef0ee", shade: "#d3d9d6", trim: "#35524a", roof: "#4a5a63" };
const peach: Paint = { wall: "#f2cdb2", shade: "#dfae8c", trim: "#fff6ea", roof: "#5f6f5a" };
const blue: Paint = { wall: "#cfdde6", shade: "#adc2cf", trim: "#ffffff", roof: "#7a3f35" };

const rect = (x: number, y: number, w: number, h: number, fill: string, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`;
const path = (d: string, fill: string, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;
const circle = (x: number, y: number, r: number, fill: string, more = "") =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
const rows = (count: number, draw: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join("");

const sky = (top: string, bottom: string) =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>${
    rect(0, 0, 1280, 960, "url(#sky)")
  }`;
const morning = sky("#8fc3e6", "#e9f3f6");
const evening = sky("#f0a868", "#fbe3c2");

const cloud = (x: number, y: number, scale: number) =>
  `<g transform="translate(${x} ${y}) scale(${scale})" opacity=".85">${circle(0, 0, 34, "#fff")}${
    circle(42, -14, 44, "#fff")
  }${circle(92, 0, 32, "#fff")}${rect(-4, 0, 98, 32, "#fff", 'rx="16"')}</g>`;

const palm = (x: number, y: number, scale: number) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${
    path("M-9 0C-4-120-8-220 6-330l16 4C12-220 12-110 13 0Z", "#7b5a3c")
  }${
    [-150, -110, -70, -35, 0, 30].map((turn) =>
      `<g transform="translate(14 -330) rotate(${turn})">${
        path("M0 0C60-46 140-40 190 26 130 0 66 4 0 12Z", turn % 20 === 0 ? "#3f7f4f" : "#2f6b43")
      }</g>`
    ).join("")
  }${circle(6, -318, 12, "#8a6a2f")}${circle(28, -312, 11, "#a07a35")}</g>`;

const bush = (x: number, y: number, scale: number) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${circle(0, 0, 40, "#3f7f4f")}${
    circle(48, 6, 34, "#4f9160")
  }${circle(-44, 10, 30, "#2f6b43")}${circle(20, -22, 30, "#4f9160")}</g>`;

const tank = (x: number, y: number) =>
  rect(x + 8, y + 92, 8, 60, "#5c6670") + rect(x + 84, y + 92, 8, 60, "#5c6670") +
  rect(x, y, 100, 96, "#23394a", 'rx="14"') + rect(x + 30, y - 14, 40, 16, "#23394a", 'rx="6"') +
  rect(x, y + 30, 100, 5, "#345063") + rect(x, y + 60, 100, 5, "#345063");

const window_ = (x: number, y: number, w: number, h: number, trim: string) =>
  rect(x - 8, y - 8, w + 16, h + 16, trim) + rect(x, y, w, h, "#3d5a6b") +
  path(
    `M${x} ${y + h}L${x + w * .7} ${y}H${x + w}V${y + h * .3}L${x + w * .4} ${y + h}Z`,
    "#5d7d8f",
  ) +
  rect(x + w / 2 - 3, y, 6, h, trim) + rect(x - 14, y + h + 8, w + 28, 10, trim);

const door = (x: number, y: number, w: number, h: number, trim: string) =>
  rect(x - 8, y - 8, w + 16, h + 8, trim) + rect(x, y, w, h, "#6b4226") +
  rect(x + 10, y + 14, w - 20, h * .36, "#7d5233") +
  rect(x + 10, y + h * .52, w - 20, h * .36, "#7d5233") +
  circle(x + w - 14, y + h * .52, 5, "#e2c26a");

const ground = (y: number) =>
  rect(0, y, 1280, 960 - y, "#b9ad99") +
  rows(9, (row) =>
    rows(16, (at) =>
      rect(
        at * 88 - (row % 2) * 44,
        y + 6 + row * 34,
        82,
        28,
        (at + row) % 3 ? "#c4b9a6" : "#b1a48e",
        'rx="3"',
      )));

const fence = (y: number, gate: string) =>
  rect(0, y, 330, 120, "#d9cfbd") + rect(0, y - 12, 330, 14, "#c2b59e") +
  rect(950, y, 330, 120, "#d9cfbd") + rect(950, y - 12, 330, 14, "#c2b59e") +
  rows(
    2,
    (at) =>
      rect(316 + at * 620, y - 40, 28, 160, "#bfae92") +
      rect(310 + at * 620, y - 52, 40, 16, "#a99878"),
  ) +
  rows(14, (at) => rect(352 + at * 42, y - 26, 8, 146, gate)) + rect(348, y - 6, 584, 10, gate) +
  rect(348, y + 90, 584, 10, gate);

function block(name: string, altText: string, paint: Paint, air: string): Scene {
  const floor = (y: number) =>
    rows(4, (at) => {
      const x = 250 + at * 205;
      return at % 2 === 0
        ? window_(x, y, 110, 104, paint.trim)
        : rect(x - 26, y - 14, 162, 150, paint.shade) + door(x + 18, y + 4, 74, 132, paint.trim) +
          rect(x - 30, y + 84, 170, 8, paint.trim) + rows(9, (bar) =>
            rect(x - 26 + bar * 20, y + 88, 5, 48, paint.trim));
    });
  return {
    name,
    altText,
    svg: air + cloud(160, 130, 1.2) + cloud(930, 90, .9) + palm(120, 800, 1.35) +
      rect(200, 190, 880, 620, paint.wall) + rect(200, 190, 70, 620, paint.shade, 'opacity=".35"') +
      path("M170 196 L240 130 H1040 L1110 196Z", paint.roof) + tank(900, 40) + floor(250) +
      floor(440) +
      rect(200, 406, 880, 10, paint.shade) + rect(200, 596, 880, 10, paint.shade) +
      window_(250, 640, 110, 90, paint.trim) + door(470, 630, 92, 180, paint.trim) +
      window_(660, 640, 110, 90, paint.trim) + window_(865, 640, 110, 90, paint.trim) +
      ground(808) + bush(1130, 790, 1.2) + bush(190, 806, 1) + fence(790, "#2d3b36"),
  };
}

function house(name: string, altText: string, paint: Paint, air: string, storeys: 1 | 2): Scene {
  const top = storeys === 1 ? 430 : 250;
  return {
    name,
    altText,
    svg: air + cloud(220, 150, 1) + cloud(860, 110, 1.3) + palm(1130, 780, 1.25) +
      rect(230, top, 780, 790 - top, paint.wall) +
      path(`M180 ${top + 10} L400 ${top - 150} H840 L1060 ${top + 10}Z`, paint.roof) +
      rows(
        9,
        (at) =>
          path(
            `M${420 + at * 46} ${top - 146} L${410 + at * 50 - 40} ${top + 4}`,
            "none",
            `stroke="#0002" stroke-width="5"`,
          ),
      ) +
      (storeys === 2
        ? window_(300, 320, 130, 120, paint.trim) + rect(520, 300, 210, 180, paint.shade) +
          door(580, 320, 90, 160, paint.trim) +
          rect(510, 430, 230, 10, paint.trim) + rows(12, (bar) =>
            rect(516 + bar * 20, 436, 6, 48, paint.trim)) +
          window_(820, 320, 130, 120, paint.trim) + rect(230, 500, 780, 14, paint.shade)
        : "") +
      window_(300, 560, 130, 110, paint.trim) + window_(820, 560, 130, 110, paint.trim) +
      rect(520, 530, 26, 262, paint.trim) + rect(704, 530, 26, 262, paint.trim) +
      rect(500, 516, 250, 24, paint.roof) +
      door(580, 610, 92, 182, paint.trim) + ground(790) + bush(280, 800, 1) + bush(960, 804, 1.1) +
      rect(1040, 700, 150, 54, "#39444d", 'rx="16"') +
      path("M1062 704 L1090 664 H1146 L1172 704Z", "#2b343b") +
      circle(1072, 760, 22, "#1d2327") + circle(1160, 760, 22, "#1d2327") +
      circle(1072, 760, 9, "#aab4b8") + circle(1160, 760, 9, "#aab4b8"),
  };
}

const trade = (name: string, altText: string, paint: Paint, storeys: number): Scene => ({
  name,
  altText,
  svg: morning + cloud(200, 120, 1.1) +
    rect(180, 560 - storeys * 150, 920, 240 + storeys * 150, paint.wall) +
    rows(
      storeys,
      (floor) =>
        rows(5, (at) => window_(240 + at * 175, 590 - (floor + 1) * 150, 110, 84, paint.trim)),
    ) +
    rows(
      3,
      (at) =>
        rect(
          220 + at * 290,
          560,
          250,
          40,
          ["#0b5c46", "#c2571a", "#2d6bc4"][at] as string,
          'rx="6"',
        ) +
        rect(246 + at * 290, 574, 150, 12, "#fff", 'rx="6" opacity=".9"') +
        rect(220 + at * 290, 610, 250, 190, "#4a5560") +
        rows(7, (bar) => rect(220 + at * 290, 616 + bar * 26, 250, 4, "#5f6b76")),
    ) +
    ground(800) + palm(100, 810, 1.1) + bush(1160, 800, 1.1),
});

const room = (wall: string, floor: string) =>
  rect(0, 0, 1280, 960, wall) + path("M0 0H1280L1120 90H160Z", "#fafaf7") +
  path("M0 0L160 90V700L0 960Z", "#0000000d") +
  path("M1280 0L1120 90V700L1280 960Z", "#00000014") +
  path("M0 960L160 700H1120L1280 960Z", floor) +
  rows(
    7,
    (at) =>
      path(
        `M${160 + at * 160} 700 L${at * 213} 960`,
        "none",
        'stroke="#0000000f" stroke-width="4"',
      ),
  ) +
  rows(
    3,
    (at) =>
      path(
        `M${130 - at * 46} ${750 + at * 74} H${1150 + at * 46}`,
        "none",
        'stroke="#0000000f" stroke-width="4"',
      ),
  ) +
  rect(160, 690, 960, 12, "#fff") + rows(5, (at) => circle(320 + at * 160, 44, 12, "#fff3c4"));

const cooler = (x: number, y: number) =>
  rect(x, y, 210, 64, "#fdfdfb", 'rx="10"') + rect(x + 14, y + 44, 182, 6, "#d5dad8") +
  circle(x + 190, y + 18, 4, "#58b98a");

const curtains = (x: number, y: number, cloth: string) =>
  rect(x, y, 330, 300, "#dcebf2") +
  path(`M${x} ${y + 300}L${x + 200} ${y}H${x + 330}L${x + 130} ${y + 300}Z`, "#edf5f8") +
  rect(x + 161, y, 8, 300, "#fff") + rect(x - 40, y - 24, 410, 14, "#6b5b49", 'rx="7"') +
  rows(4, (at) => rect(x - 36 + at * 24, y - 12, 20, 350, cloth, `opacity="${at % 2 ? .82 : 1}"`)) +
  rows(4, (at) => rect(x + 270 + at * 24, y - 12, 20, 350, cloth, `opacity="${at % 2 ? .82 : 1}"`));

const living = (name: string, wall: string, cloth: string, seat: string): Scene => ({
  name,
  altText: "Drawing of a living room with sofa, curtains and air conditioner",
  svg: room(wall, "#d8c7ad") + curtains(470, 180, cloth) + cooler(210, 150) +
    rect(860, 250, 200, 130, "#2a2f33", 'rx="6"') + rect(830, 560, 250, 130, "#7a5a3f", 'rx="6"') +
    rect(846, 580, 104, 90, "#8c6a4b") + rect(962, 580, 104, 90, "#8c6a4b") +
    rect(260, 520, 470, 130, seat, 'rx="26"') + rect(230, 590, 530, 150, seat, 'rx="26"') +
    rect(260, 596, 230, 70, "#ffffff2e", 'rx="18"') +
    rect(500, 596, 230, 70, "#ffffff2e", 'rx="18"') +
    rect(250, 736, 22, 34, "#5a4330") + rect(716, 736, 22, 34, "#5a4330") +
    rect(300, 540, 90, 84, cloth, 'rx="14" transform="rotate(-9 345 582)"') +
    `<ellipse cx="560" cy="836" rx="330" ry="56" fill="#b9583a" opacity=".55"/>` +
    rect(430, 770, 260, 20, "#7a5a3f", 'rx="8"') + rect(450, 788, 14, 54, "#5a4330") +
    rect(656, 788, 14, 54, "#5a4330") +
    rect(1130, 560, 66, 120, "#c6a06a", 'rx="10"') + bush(1164, 530, .9),
});

const bedroom = (name: string, wall: string, cloth: string): Scene => ({
  name,
  altText: "Drawing of a bedroom with a bed, a wardrobe and a window",
  svg: room(wall, "#cdb491") + curtains(250, 180, cloth) + cooler(690, 140) +
    rect(900, 240, 210, 450, "#8a6847", 'rx="6"') +
    rect(1002, 240, 6, 450, "#6d5136") + rect(984, 440, 8, 60, "#e5d3b0") +
    rect(1018, 440, 8, 60, "#e5d3b0") +
    rect(330, 470, 480, 130, "#7a5a3f", 'rx="18"') +
    rect(320, 570, 500, 200, "#f8f6f1", 'rx="22"') + rect(320, 640, 500, 150, cloth, 'rx="22"') +
    rect(370, 540, 170, 76, "#fff", 'rx="22"') + rect(600, 540, 170, 76, "#fff", 'rx="22"') +
    rect(320, 716, 500, 16, "#ffffff40") +
    rect(220, 640, 90, 110, "#7a5a3f", 'rx="6"') + path("M240 560h50l14 50h-78Z", "#ffe7b0") +
    rect(260, 610, 10, 32, "#5a4330"),
});

const kitchen: Scene = {
  name: "kitchen",
  altText: "Drawing of a fitted kitchen with cooker, sink and cabinets",
  svg: room("#eef1ea", "#c9c2b4") +
    rows(
      5,
      (at) =>
        rect(
          180 + at * 185,
          170,
          176,
          150,
          at === 2 ? "#d9e7ee" : "#f6f4ee",
          'rx="4" stroke="#c9c2b4" stroke-width="4"',
        ),
    ) +
    rows(5, (at) => rect(330 + at * 185, 290, 8, 22, "#9aa39c")) +
    rows(
      4,
      (row) =>
        rows(
          13,
          (at) =>
            rect(176 + at * 72, 334 + row * 34, 68, 30, (at + row) % 2 ? "#dfe9e2" : "#e9f0ea"),
        ),
    ) +
    rect(160, 470, 960, 34, "#4a4f4d") +
    rows(5, (at) => rect(176 + at * 189, 510, 180, 190, "#0b5c46", 'rx="4"')) +
    rows(5, (at) => rect(250 + at * 189, 530, 34, 8, "#cfe3d9")) +
    rect(552, 506, 190, 194, "#d7dbdc", 'rx="6"') + rect(576, 566, 142, 100, "#2f3538", 'rx="6"') +
    rows(4, (at) => circle(582 + at * 42, 534, 9, "#2f3538")) +
    rows(3, (at) => `<ellipse cx="${590 + at * 58}" cy="466" rx="24" ry="7" fill="#1e2224"/>`) +
    rect(822, 452, 150, 22, "#b8c0c2", 'rx="6"') +
    path("M900 454v-50q0-16 16-16h26v12h-20q-8 0-8 10v44Z", "#9aa3a5") +
    rect(1140, 330, 110, 400, "#e7eaea", 'rx="8"') + rect(1140, 470, 110, 6, "#bfc6c6") +
    rect(1152, 400, 8, 50, "#8b9494"),
};

const bathroom: Scene = {
  name: "bathroom",
  altText: "Drawing of a tiled bathroom with shower, basin and water heater",
  svg: room("#e6eef0", "#b9c4c6") +
    rows(
      9,
      (row) =>
        rows(12, (at) =>
          rect(
            164 + at * 80,
            100 + row * 66,
            76,
            62,
            (at * 7 + row * 3) % 5 ? "#dfeaec" : "#cfdfe3",
          )),
    ) +
    rect(200, 150, 120, 170, "#f6f8f8", 'rx="20"') + circle(260, 286, 8, "#c2571a") +
    rect(420, 210, 8, 330, "#8b9799") +
    path("M424 210q0-40 44-40h40v10h-36q-32 0-36 34Z", "#8b9799") +
    path("M478 180h60l12 22h-84Z", "#8b9799") +
    rows(6, (at) => rect(476 + at * 14, 208, 3, 120, "#9cc7da", 'opacity=".6"')) +
    rect(396, 150, 240, 560, "#cfe8ef", 'opacity=".35"') +
    rect(720, 200, 180, 220, "#cfe0e6", 'rx="12" stroke="#fff" stroke-width="10"') +
    path("M720 470h180q0 96-90 96t-90-96Z", "#fff") + rect(786, 560, 48, 150, "#f1f3f3") +
    path("M802 470v-36q0-12 12-12h26v10h-20q-6 0-6 8v30Z", "#8b9799") +
    rect(960, 470, 130, 130, "#fff", 'rx="14"') +
    `<ellipse cx="1024" cy="650" rx="76" ry="44" fill="#fff"/>` +
    rect(986, 660, 76, 80, "#f1f3f3", 'rx="10"') +
    `<ellipse cx="1024" cy="640" rx="56" ry="26" fill="#dbe4e6"/>`,
};

/** All of them. */
export const scenes: readonly Scene[] = [
  block("flats-cream", "Drawing of a cream block of flats behind a gate", cream, morning),
  block("flats-white", "Drawing of a white block of flats behind a gate", white, evening),
  block("flats-blue", "Drawing of a blue block of flats behind a gate", blue, morning),
  house("bungalow", "Drawing of a peach bungalow with parking in its compound", peach, morning, 1),
  house("duplex-white", "Drawing of a white duplex with a balcony", white, morning, 2),
  house(
    "duplex-peach",
    "Drawing of a peach duplex with a balcony in the evening",
    peach,
    evening,
    2,
  ),
  trade("shops", "Drawing of three lock-up shops with shutters", cream, 0),
  trade("offices", "Drawing of an office building above shops", white, 2),
  living("living-green", "#f3efe4", "#2f6b52", "#4f6b73"),
  living("living-sand", "#eae6de", "#b9583a", "#7d6a8a"),
  bedroom("bedroom-blue", "#e8edf0", "#3f6f9a"),
  bedroom("bedroom-rose", "#f3e9e2", "#a8566a"),
  kitchen,
  bathroom,
];

/** `scene` as a whole file. */
export const svgOf = (scene: Scene): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 960" width="1280" height="960">${scene.svg}</svg>`;
