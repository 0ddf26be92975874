/** The place to which a key leads from `place` in a grid read in rows; null for keys that lead nowhere. */
export function placeAfter(
  key: string,
  place: number,
  count: number,
  columns: number,
): number | null {
  const next = place + stepOf(key, place, count, columns);
  return next === place || next < 0 || next >= count ? null : next;
}

function stepOf(key: string, place: number, count: number, columns: number): number {
  switch (key) {
    case 'ArrowRight':
      return 1;
    case 'ArrowLeft':
      return -1;
    case 'ArrowDown':
      return columns;
    case 'ArrowUp':
      return -columns;
    case 'Home':
      return -place;
    case 'End':
      return count - 1 - place;
    default:
      return 0;
  }
}
