import type { TeamId } from './clinic';

/** A queue of the demo centre. A queue without clinic serves several. */
export type QueueProfile = {
  readonly id: string;
  readonly name: string;
  readonly team: TeamId;
  readonly clinicId?: string;
};

export const queues: readonly QueueProfile[] = [
  { id: 'mg-rendez-vous', name: 'Médecine générale, rendez-vous', team: 'mg' },
  { id: 'mg-ordonnances', name: 'Médecine générale, ordonnances', team: 'mg' },
  { id: 'urgent', name: 'Urgent', team: 'mg' },
  { id: 'durand', name: 'Cabinet Durand', team: 'mg', clinicId: 'cabinet-durand' },
  { id: 'platanes', name: 'Pédiatrie Les Platanes', team: 'mg', clinicId: 'pediatrie-platanes' },
  { id: 'lilas-rendez-vous', name: 'Lilas, rendez-vous', team: 'cds', clinicId: 'centre-lilas' },
  { id: 'lilas-resultats', name: 'Lilas, résultats', team: 'cds', clinicId: 'centre-lilas' },
  { id: 'jaures', name: 'Centre Jaurès', team: 'cds', clinicId: 'centre-jaures' },
  { id: 'cds-rendez-vous', name: 'Centres de santé, rendez-vous', team: 'cds' },
  { id: 'cds-ordonnances', name: 'Centres de santé, ordonnances', team: 'cds' },
  { id: 'parc', name: 'Clinique du Parc', team: 'spe', clinicId: 'clinique-parc' },
  { id: 'bellecour', name: 'Ophtalmologie Bellecour', team: 'spe', clinicId: 'ophtalmologie-bellecour' },
  { id: 'spe-rendez-vous', name: 'Spécialistes, rendez-vous', team: 'spe' },
  { id: 'professionnels', name: 'Professionnels de santé', team: 'spe' },
  { id: 'radio-rendez-vous', name: 'Radiologie, rendez-vous', team: 'img', clinicId: 'radiologie-sud' },
  { id: 'radio-resultats', name: 'Radiologie, résultats', team: 'img', clinicId: 'radiologie-sud' },
  { id: 'img-rendez-vous', name: 'Imagerie, rendez-vous', team: 'img' },
  { id: 'cat-rendez-vous', name: 'Català, rendez-vous (fr)', team: 'cat' },
  { id: 'catala', name: 'Català', team: 'cat' },
];

const teamOfQueues = new Map(queues.map((queue) => [queue.id, queue.team]));

/** The team that owns a queue of the demo centre. */
export function teamOfQueue(queueId: string): TeamId {
  const team = teamOfQueues.get(queueId);
  if (team === undefined) throw new RangeError(`the demo centre has no queue ${queueId}`);
  return team;
}
