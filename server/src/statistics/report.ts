import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { exclusions, type Exclusion } from '@vigie/shared/metrics/episode';
import type { GroupFigures, TimeFigures } from '@vigie/shared/metrics/group-figures';
import type { Kept } from '@vigie/shared/metrics/aims';
import { fewestCases, type Quantile } from '@vigie/shared/metrics/survival';
import { categories } from '@vigie/shared/triage/categories';
import type { Statistics, StatisticsQuery, TimePoint } from '@vigie/shared/wire/statistics';
import { stringify } from 'csv-stringify/sync';

/** A table of the report, as people read it. */
interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const reportTypes = { csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' } as const;

const template = readFileSync(new URL('./report.typ', import.meta.url), 'utf8');
/** PDF/UA-1: tagged, with its language, for whoever reads it aloud. */
const pdfStandard = 'ua-1';

const stepNames = { hour: 'heure', day: 'jour', week: 'semaine', month: 'mois' } as const;
const exclusionNames: Readonly<Record<Exclusion, string>> = {
  reopened: 'rouverts',
  merged: 'fusionnés',
  'machine-mail': 'messages automatiques',
  test: 'essais',
};

/** The report of a stretch as a file of a spreadsheet: each table under its title. */
export function reportCsv(statistics: Statistics, query: StatisticsQuery, tz: string): string {
  const rows = tablesOf(statistics, query, tz).flatMap(({ title, columns, rows: body }) => [
    [title],
    [...columns],
    ...body.map((row) => [...row]),
    [],
  ]);
  // The mark by which spreadsheets know UTF-8, and the semicolons that French ones expect.
  return `\uFEFF${stringify(rows, { delimiter: ';', escape_formulas: true })}`;
}

/** The same as a print for the commander. */
export function reportPdf(statistics: Statistics, query: StatisticsQuery, tz: string): Buffer {
  const report = {
    title: `Statistiques par ${stepNames[query.step]}`,
    subtitle: `Du ${dayText(query.from)} au ${dayText(query.to)}, calculé le ${instantText(statistics.atMs, tz)}`,
    filters: filtersText(query),
    tables: tablesOf(statistics, query, tz),
    notes: [
      'Les délais sont des quantiles de Kaplan-Meier : qui attend encore compte pour le temps déjà attendu. Aucun quantile sous 20 cas.',
      'Clos sans réponse : à part, ni dans l’objectif ni en retard. Rouverts, fusionnés, messages automatiques et essais sont hors délais et hors parts.',
    ],
  };
  // A compiler of its own each time: what one print holds must not stay in the memory of the next.
  const inputs = { report: JSON.stringify(report) };
  return NodeCompiler.create().pdf({ mainFileContent: template, inputs }, { pdfStandard });
}

function tablesOf(statistics: Statistics, query: StatisticsQuery, tz: string): ReportTable[] {
  const { total, timeLine, byPriority, byCategory } = statistics;
  return [
    { title: 'Ensemble', columns: ['Chiffre', 'Valeur'], rows: totalRows(total) },
    {
      title: `Par ${stepNames[query.step]}`,
      columns: [
        ...['Période', 'Reçus', 'Traités', 'En attente', 'Cas', 'Médiane', '90 %'],
        ...['Dans l’objectif', 'Objectif tenu', 'Clos sans réponse'],
      ],
      rows: timeLine.map((point) => pointRow(point, query.step, tz)),
    },
    groupTable('Par priorité', byPriority, (key) => key),
    groupTable(
      'Par catégorie',
      byCategory.filter(({ counted }) => counted > 0),
      (key) => categories[key as keyof typeof categories].label,
    ),
  ];
}

function totalRows(total: GroupFigures): string[][] {
  const { times, excluded } = total;
  const time = (name: string, { cases, quantiles }: TimeFigures) => [
    [`${name}, médiane (n ${String(cases)})`, quantileText(quantiles[1])],
    [`${name}, 90 %`, quantileText(quantiles[3])],
  ];
  return [
    ...time('Première réponse', times['first-answer']),
    ...time('Prise en charge', times.claim),
    ...time('Traitement', times.handling),
    ...time('Résolution', times.resolution),
    ['Dans l’objectif', keptText(total.inTime)],
    ['Objectif tenu', keptText(total.kept)],
    ['En attente de réponse', String(total.waiting)],
    ['Clos sans réponse', String(total.closedUnanswered)],
    ['Rouverts', `${String(total.returned)} sur ${String(total.settled)} réglés`],
    ...exclusions.map((name) => [
      `Hors chiffres : ${exclusionNames[name]}`,
      String(excluded[name]),
    ]),
  ];
}

function pointRow(point: TimePoint, step: StatisticsQuery['step'], tz: string): string[] {
  const { received, ended, backlog, firstAnswer, inTime, kept, closedUnanswered } = point;
  return [
    step === 'hour' ? instantText(point.fromMs, tz) : dateText(point.fromMs, tz),
    ...[received, ended, backlog, firstAnswer.cases].map(String),
    ...[quantileText(firstAnswer.quantiles[1]), quantileText(firstAnswer.quantiles[3])],
    ...[keptText(inTime), keptText(kept), String(closedUnanswered)],
  ];
}

function groupTable(
  title: string,
  groups: readonly (GroupFigures & { readonly key: string })[],
  nameOf: (key: string) => string,
): ReportTable {
  return {
    title,
    columns: ['', 'Cas', 'Médiane', '90 %', 'Dans l’objectif', 'Clos sans réponse'],
    rows: groups.map(({ key, times, inTime, closedUnanswered }) => [
      nameOf(key),
      String(times['first-answer'].cases),
      quantileText(times['first-answer'].quantiles[1]),
      quantileText(times['first-answer'].quantiles[3]),
      keptText(inTime),
      String(closedUnanswered),
    ]),
  };
}

function filtersText({ priority, category, mailbox, team, kind }: StatisticsQuery): string {
  const parts = [
    priority,
    category && categories[category].label,
    mailbox && `boîte ${mailbox}`,
    team && `brigade ${team}`,
    kind && (kind === 'day' ? 'vacations de jour' : 'vacations de nuit'),
  ].filter(Boolean);
  return parts.length ? `Filtres : ${parts.join(', ')}` : '';
}

/** Times in minutes and hours; of too few cases none (MET-1). */
function quantileText(quantile: Quantile | undefined): string {
  if (!quantile || 'tooFew' in quantile) return 'trop peu de cas';
  if ('notReached' in quantile) return 'non atteint';
  const minutes = Math.floor(quantile.minutes);
  if (minutes < 1) return '< 1 min';
  if (minutes < 60) return `${String(minutes)} min`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, '0')}`;
}

/** A share rounded down; of few cases the counts themselves. */
function keptText({ hits, misses, share }: Kept): string {
  if (share === null) return 'aucun';
  const cases = hits + misses;
  if (cases < fewestCases) return `${String(hits)} sur ${String(cases)}`;
  return `${String(Math.floor(share * 100 + 1e-9))} % (n ${String(cases)})`;
}

function dateText(ms: number, tz: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz);
  return dayText(day.toPlainDate().toString());
}

function instantText(ms: number, tz: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz).toPlainTime();
  return `${dateText(ms, tz)} ${time.toString({ smallestUnit: 'minute' })}`;
}

function dayText(iso: string): string {
  return iso.split('-').reverse().join('/');
}
