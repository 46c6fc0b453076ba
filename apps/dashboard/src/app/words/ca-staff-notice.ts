import type { OfficeWords } from './dictionary';

/** Catalan words of the page that records when staff were informed of what is told of each. */
export const caStaffNotice: OfficeWords['staffNotice'] = {
  title: 'Informació al personal',
  about:
    'No es diu cap xifra d’una secretària pel seu nom abans que el personal i els seus representants hagin estat informats i consultats. Cadascuna veu sempre les seves pròpies xifres.',
  failed: 'El servidor no respon. Torneu-ho a provar d’aquí a un moment.',
  none: 'No hi ha res anotat: les xifres per persona estan apagades.',
  recorded: 'Anotat per {who}, el {when}.',
  byFile: 'un fitxer',
  informedOn: 'Informats i consultats el',
  informedAbout:
    'El dia en què ho van ser el personal i els seus representants. No pas un dia que ha de venir.',
  text: 'Text de la informació',
  textAbout: 'Què se’ls va dir: què es mostra, per què, a qui i quant de temps es conserva.',
  which: 'Què està obert',
  features: {
    whoCouldBeFreed: 'Qui es pot alliberar, pel nom',
    figuresByAgent: 'Xifres per secretària',
    pastAgents: 'Secretàries a la pantalla d’un moment passat',
  },
  abouts: {
    whoCouldBeFreed:
      'La pantalla anomena qui fa més d’un minut que és en posttrucada, en pausa o fora del telèfon. Apagat: només qui és lliure o en trucada.',
    figuresByAgent:
      'Trucades, durades i ocupació de cadascuna, per a qui veu els seus equips. Apagat: es refusa.',
    pastAgents: 'Qui feia què en una hora passada. Apagat: la pantalla d’aleshores no anomena ningú.',
  },
  readOnly: 'Llegiu aquesta pàgina sense canviar-la: la consigna un administrador de tota la centraleta.',
  save: 'Desa',
  saved: 'Desat. L’historial de la configuració ho guarda.',
  missing: 'Indiqueu el dia i el text.',
  later: 'Aquest dia encara ha de venir: indiqueu el dia en què se’ls va informar.',
  refused: 'Només ho anota un administrador de tot el centre.',
};
