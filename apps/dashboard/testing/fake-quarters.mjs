/** The quarters of an invented day that ends now. */
export function quarters(now) {
  const start = Math.floor(now / 900_000) * 900_000;
  const shape = [3, 6, 12, 30, 54, 58, 53, 47, 42, 38, 36, 29, 31, 22, 18, 16, 24, 30, 33, 28, 25, 12];
  return Object.fromEntries(
    shape.map((answered, index) => {
      const iso = new Date(start - (shape.length - 1 - index) * 900_000).toISOString();
      const abandoned = Math.round(answered / (index === 4 ? 6 : 14));
      const otherUnanswered = index % 4 === 0 ? 2 : 0;
      const outside = index < 2 ? 2 : 0;
      const open = index === shape.length - 1 ? 4 : 0;
      const presented = answered + abandoned + otherUnanswered + outside + open;
      return [
        iso,
        {
          start: iso,
          presented,
          answered,
          abandoned,
          otherUnanswered,
          outside,
          open,
          p90Ms: answered < 5 ? null : 14_000 + abandoned * 21_000,
        },
      ];
    }),
  );
}

/** The calls of the week before, as `GET /api/v1/metrics` tells them: a full day, its quarters in the zone of the centre. */
export function weekBefore({ searchParams }) {
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''));
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const rows = [];
  for (let start = from; start < to; start += 900_000) {
    const presented = Math.round(
      34 + 22 * Math.sin((start / 900_000) * 0.21) + 6 * Math.sin(start / 700_000),
    );
    rows.push({ start: `${local.format(start).replace(' ', 'T')}.000+01:00`, counts: { presented } });
  }
  return { rows };
}
