import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
} from 'chart.js';
import type { CanvasDrawing } from '#lib/charts/canvas-drawing.svelte.ts';
import { chartColours, type ChartColours } from '#lib/charts/chart-colours.ts';
import {
  chartFont,
  minutesAxis,
  rootPx,
  stillOptions,
  type ChartFont,
} from '#lib/charts/chart-frame.ts';
import { endLabels } from '#lib/charts/end-labels.ts';
import { targetText } from '#lib/figures/quantile-text.ts';
import type { StepChartData, StepSeries } from './step-series.ts';

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale);
Chart.register(LineController, LineElement, LogarithmicScale, PointElement);

type Mixed = 'line' | 'bar';
type Config = ChartConfiguration<Mixed, (number | null)[], string>;

/** Draws series over steps of time; without motion, whatever changes. */
export function stepChart(canvas: HTMLCanvasElement): CanvasDrawing<StepChartData> {
  const host = canvas.parentElement ?? document.body;
  let chart: Chart<Mixed, (number | null)[], string> | null = null;
  return {
    show(data) {
      chart?.destroy();
      chart = new Chart(canvas, configOf(data, chartColours(host), rootPx()));
    },
    end: () => chart?.destroy(),
  };
}

function configOf(data: StepChartData, colours: ChartColours, rem: number): Config {
  const font = chartFont(rem);
  return {
    type: 'line',
    data: {
      labels: [...data.labels],
      datasets: data.series.map((series, order) => datasetOf(series, order, colours, rem)),
    },
    options: {
      ...stillOptions(colours, font),
      layout: { padding: { right: 0.4 * rem, top: 1.2 * rem } },
      scales: {
        x: {
          type: 'category',
          stacked: true,
          grid: { display: false },
          border: { color: colours.line },
          ticks: { color: colours.ink, font, maxRotation: 0, autoSkipPadding: 0.8 * rem },
        },
        y:
          data.unit === 'minutes'
            ? minutesAxis(
                data.series.flatMap(({ values }) => [...values]),
                targetText,
                colours,
                font,
              )
            : countAxis(colours, font),
      },
    },
    // It reads datasets of lines alone; bars have no end that could be named.
    plugins: [endLabels],
  };
}

function datasetOf(
  { name, kind, values, colour, fillsTo, dashed = false }: StepSeries,
  order: number,
  colours: ChartColours,
  rem: number,
): Config['data']['datasets'][number] {
  const data = [...values];
  if (kind === 'bar') {
    return { type: 'bar', label: '', data, order: 100 + order, backgroundColor: colours[colour] };
  }
  const lone = values.filter((value) => value !== null).length < 2;
  return {
    ...{ type: 'line', label: name, data, order, borderColor: colours[colour] },
    ...{ borderWidth: (dashed ? 0.12 : 0.17) * rem, borderDash: dashed ? [5, 4] : [] },
    ...{ pointRadius: lone ? 3 : 0, pointBackgroundColor: colours[colour], tension: 0 },
    ...{ fill: fillsTo ?? false, backgroundColor: colours.wash },
  };
}

function countAxis(
  colours: ChartColours,
  font: ChartFont,
): NonNullable<NonNullable<Config['options']>['scales']>[string] {
  return {
    type: 'linear',
    grid: { color: colours.line },
    border: { display: false },
    ticks: {
      color: colours.ink,
      font,
      precision: 0,
      // What went is drawn below the line, and counted like what came.
      callback: (value) => String(Math.abs(Number(value))),
    },
  };
}
