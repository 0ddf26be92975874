import { hourMs } from '../calendar.ts';

/** Rest in each 24 hours (directive 2003/88/CE, article 3; décret 2002-1279), in ms. */
export const dailyRestMs = 11 * hourMs;
/** Rest in a row in each seven days (directive 2003/88/CE, article 5), in ms. */
export const weeklyRestMs = 35 * hourMs;
/** Work a week on average, overtime included (directive 2003/88/CE, article 6), in ms. */
export const weeklyAverageMs = 48 * hourMs;
/** … over this rolling period, in days: 26 weeks (arrêté du 5 septembre 2019). */
export const averageDays = 26 * 7;
/** Night work a day on average (directive 2003/88/CE, article 8), in ms. */
export const nightAverageMs = 8 * hourMs;
/** … over this rolling period, in days: three months of 13 weeks, one rest day of each week left out. */
export const nightDays = 13 * 7;
export const nightDaysCounted = nightDays - 13;
/** Under this share of a team present, the shift is listed (domain: "Roster"). */
export const strengthShare = 0.75;
/** Night hours, on the wall clock: from 22:00 to 05:00 (décret 2000-815, article 3). */
export const nightBand = { fromMinutes: 22 * 60, toMinutes: 29 * 60 };
/** A stretch with this much of it at night is night work (directive 2003/88/CE, article 2), in ms. */
export const nightWorkMs = 3 * hourMs;
