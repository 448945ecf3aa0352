/** The local date of an instant in a zone, as 2011-12-09; a local date stays as it is. */
export const localDay = (instant: string, zone: string): string =>
  instant.length === 10 ? instant : new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(Date.parse(instant));

/** Calendar arithmetic on local dates: free of zones and clock changes. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
