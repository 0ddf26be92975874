/** A size of a file: « 214 ko », « 1,4 Mo ». */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} o`;
  if (bytes < 1_000_000) return `${String(Math.round(bytes / 1_000))} ko`;
  if (bytes >= 1_000_000_000) return `${(bytes / 1_000_000_000).toFixed(1).replace('.', ',')} Go`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`;
}
