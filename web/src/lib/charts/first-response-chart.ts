import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type ScriptableContext,
} from 'chart.js';
import type { CanvasDrawing } from './canvas-drawing.svelte.ts';
import { chartColours, type ChartColours } from './chart-colours.ts';
import { chartFont, minutesAxis, rootPx, stillOptions } from './chart-frame.ts';
import {
  curve,
  hoursShown,
  type ChartPoint,
  type FirstResponseData,
} from './first-response-points.ts';
import { endLabels } from './end-labels.ts';

Chart.register(Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

type Config = ChartConfiguration<'line', ChartPoint[]>;

/** Draws median and 90 % of the first answer with the target in it; without motion, whatever changes. */
export function firstResponseChart(canvas: HTMLCanvasElement): CanvasDrawing<FirstResponseData> {
  const host = canvas.parentElement ?? document.body;
  let chart: Chart<'line', ChartPoint[]> | null = null;
  return {
    show(data) {
      const config = configOf(data, chartColours(host), rootPx());
      if (!chart) chart = new Chart(canvas, config);
      else {
        chart.data = config.data;
        chart.options = config.options ?? {};
        chart.update('none');
      }
    },
    end: () => chart?.destroy(),
  };
}

function configOf(data: FirstResponseData, colours: ChartColours, rem: number): Config {
  const [median, ninetieth] = [curve(data.points, 'median'), curve(data.points, 'ninetieth')];
  const target = data.targetMinutes;
  const line = (y: number | null) => [data.startMs, data.endMs].map((x) => ({ x, y }));
  const base = { pointRadius: radius, borderWidth: 0.12 * rem, tension: 0.2 };
  return {
    type: 'line',
    data: {
      datasets: [
        { ...base, label: data.texts.median, data: median, borderColor: colours.median },
        {
          ...base,
          label: data.texts.ninetieth,
          data: ninetieth,
          borderColor: colours.accent,
          pointBackgroundColor: colours.accent,
          borderWidth: 0.17 * rem,
          backgroundColor: colours.wash,
          fill: 0,
        },
        {
          ...base,
          label: data.texts.target,
          data: target === null ? [] : line(target),
          borderColor: colours.target,
          borderDash: [5, 4],
        },
      ],
    },
    options: optionsOf(data, colours, rem),
    plugins: [endLabels],
  };
}

function optionsOf(data: FirstResponseData, colours: ChartColours, rem: number): Config['options'] {
  const shown = data.points.flatMap(({ median, ninetieth }) => [median, ninetieth]);
  const hours = hoursShown(data.startMs, data.endMs);
  const font = chartFont(rem);
  return {
    ...stillOptions(colours, font),
    layout: { padding: { right: 0.3 * rem, top: 0.6 * rem } },
    scales: {
      x: {
        type: 'linear',
        min: data.startMs,
        max: data.endMs,
        grid: { display: false },
        border: { color: colours.line },
        afterBuildTicks: (axis) => (axis.ticks = hours.map((value) => ({ value }))),
        ticks: {
          color: colours.ink,
          font,
          maxRotation: 0,
          autoSkipPadding: 0.8 * rem,
          align: 'start',
          callback: (value) => data.hourOf(Number(value)),
        },
      },
      y: minutesAxis([...shown, data.targetMinutes], data.minutesOf, colours, font),
    },
  };
}

/** A quarter hour known between two unknown ones would be a line without length. */
function radius({ dataset, dataIndex }: ScriptableContext<'line'>): number {
  const isKnown = (index: number) => {
    const point = dataset.data[index];
    return point !== null && typeof point === 'object' && point.y !== null;
  };
  return isKnown(dataIndex - 1) || isKnown(dataIndex + 1) ? 0 : 2;
}
