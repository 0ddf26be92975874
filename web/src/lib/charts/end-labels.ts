import type { Chart, Element, Plugin } from 'chart.js';

/** Room between a curve's end and its name, in px. */
const gap = 6;

/**
 * Names each curve where it ends, in its own colour: a legend apart would have to be matched by colour.
 * A curve that spans the whole chart is named above or below its end.
 */
export const endLabels: Plugin<'line'> = {
  id: 'end-labels',
  afterDatasetsDraw(chart) {
    chart.data.datasets.forEach((_, index) => nameCurve(chart, index));
  },
};

/** What is not known has a place as well, but is not drawn. */
function isDrawn(point: Element): boolean {
  return !('skip' in point && point.skip === true);
}

function nameCurve(chart: Chart<'line'>, index: number): void {
  const { label = '', borderColor } = chart.data.datasets[index] ?? {};
  const end = chart.getDatasetMeta(index).data.findLast(isDrawn);
  if (!end || typeof borderColor !== 'string') return;
  const { ctx, chartArea } = chart;
  const { width, fontBoundingBoxAscent: height } = ctx.measureText(label);
  const fits = end.x + gap + width <= chartArea.right;
  // The lowest curve comes first and is named below, so that no two names meet; so is one at the very top.
  const isBelow = index === 0 || end.y - height < chartArea.top;
  ctx.save();
  ctx.fillStyle = borderColor;
  ctx.textBaseline = fits ? 'middle' : isBelow ? 'top' : 'bottom';
  ctx.textAlign = fits ? 'start' : 'end';
  const away = fits ? 0 : isBelow ? gap : -gap / 2;
  ctx.fillText(label, fits ? end.x + gap : chartArea.right, end.y + away);
  ctx.restore();
}
