/** The server's own name as a source: of events that no telephone system told. */
export const serverSource = 'vigie';
