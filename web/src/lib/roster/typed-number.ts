/** The number that stands in a field; undefined while it is empty. */
export function typedNumber({
  currentTarget,
}: {
  currentTarget: EventTarget | null;
}): number | undefined {
  const { value, valueAsNumber } = currentTarget as HTMLInputElement;
  return value === '' ? undefined : valueAsNumber;
}
