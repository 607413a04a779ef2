/** Bars in SVG, in the app's own colours and type. Fetched when a chart is first shown: the drawing comes with it. */
import { AxisBottom, AxisLeft } from "@visx/axis";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { type BarGroup, everyOf, extentOf, piecesOf, type Series } from "./chart_data.ts";
import { useWidth } from "./use_width.ts";
import type { ShareColor } from "./share_bar.tsx";

const height = 240;
const margin = { top: 8, right: 4, bottom: 28, left: 56 };

const fills: Readonly<Record<ShareColor, string>> = {
  "1": "fill-chart-1",
  "2": "fill-chart-2",
  "3": "fill-chart-3",
  "4": "fill-chart-4",
  "5": "fill-chart-5",
  rest: "fill-edge",
  bad: "fill-bad",
};

/** What it is drawn of. */
export interface BarChartProps {
  /** Names it; the table beside it says the figures. */
  readonly label: string;
  readonly groups: readonly BarGroup[];
  readonly series: readonly Series[];
  /** Upon each other, where they are parts of one. */
  readonly stacked?: boolean;
  /** A value as the axis says it. */
  readonly say: (value: number) => string;
}

/** The drawing alone; `Chart` puts words and table around it. */
export default function BarChart(
  { label, groups, series, stacked = false, say }: BarChartProps,
) {
  const [box, width] = useWidth();
  const across = Math.max(0, width - margin.left - margin.right);
  const upright = height - margin.top - margin.bottom;
  const x = scaleBand({
    domain: groups.map(({ key }) => key),
    range: [0, across],
    padding: groups.length > 20 ? 0.15 : 0.3,
  });
  const inner = scaleBand({
    domain: series.map(({ key }) => key),
    range: [0, x.bandwidth()],
    padding: 0.08,
  });
  const y = scaleLinear({
    domain: [...extentOf(groups, series, stacked)],
    range: [upright, 0],
    nice: 4,
  });
  const every = everyOf(groups.length, across, 52);
  const named = new Map(groups.map((it) => [it.key, it.label]));
  const tick = { className: "fill-muted text-12", fill: "", fontFamily: "", fontSize: 12 };
  return (
    <div ref={box} className="w-full" style={{ height }}>
      {width > 0 && (
        <svg role="img" aria-label={label} width={width} height={height}>
          <Group left={margin.left} top={margin.top}>
            {y.ticks(4).map((at) => (
              <line
                key={at}
                x2={across}
                y1={y(at)}
                y2={y(at)}
                className={at === 0 ? "stroke-edge" : "stroke-line"}
              />
            ))}
            {groups.map((group) => (
              <Group key={group.key} left={x(group.key) ?? 0}>
                {stacked
                  ? piecesOf(group, series).map(({ series: { key, color }, from, to }) => (
                    <Bar
                      key={key}
                      width={x.bandwidth()}
                      y={y(Math.max(from, to))}
                      height={Math.abs(y(from) - y(to))}
                      className={fills[color]}
                    />
                  ))
                  : series.map(({ key, color }) => {
                    const value = group.values[key] ?? 0;
                    return (
                      <Bar
                        key={key}
                        x={inner(key) ?? 0}
                        width={inner.bandwidth()}
                        y={y(Math.max(value, 0))}
                        height={Math.abs(y(value) - y(0))}
                        rx={Math.min(2, inner.bandwidth() / 4)}
                        className={fills[color]}
                      />
                    );
                  })}
              </Group>
            ))}
            <AxisLeft
              scale={y}
              numTicks={4}
              hideAxisLine
              hideTicks
              tickFormat={(value) => say(Number(value))}
              tickLabelProps={{ ...tick, textAnchor: "end", dx: -4, dy: 4 }}
            />
            <AxisBottom
              scale={x}
              top={upright}
              hideAxisLine
              hideTicks
              tickValues={groups.filter((_, n) => n % every === 0).map(({ key }) => key)}
              tickFormat={(key) => named.get(key) ?? ""}
              tickLabelProps={{ ...tick, textAnchor: "middle", dy: 4 }}
            />
          </Group>
        </svg>
      )}
    </div>
  );
}
