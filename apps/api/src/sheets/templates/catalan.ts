import type { TemplateWords } from './french';

/** The template in Catalan. */
export const catalan: TemplateWords = {
  greeting:
    'Ha trucat al consultori […]. Ara l’atendrà una telesecretària. Si és una urgència vital, pengi i truqui al 112.',
  disclosure: 'Bon dia, parla amb la telesecretaria del consultori […].',
  opening: 'Truca per demanar hora o per fer una consulta?',
  emergency: 'Si pot ser vital, pengi i truqui al 112: l’atendran de seguida.',
  paths: [
    [
      'appointment',
      'Demanar hora',
      'specific',
      'Demanar el nom, el motiu i si és urgent; proposar les hores del consultori.',
    ],
    [
      'change',
      'Canviar o anul·lar una visita',
      'specific',
      'Demanar el nom i la data de la visita; proposar una altra hora.',
    ],
    ['information', 'Consulta', 'specific', 'Buscar entre les respostes de la fitxa; no inventar res.'],
    [
      'message',
      'Altres: missatge al consultori',
      'general',
      'Anotar el nom, el telèfon, el motiu i quan trucar; el consultori torna la trucada.',
    ],
  ],
  questions: [
    ['first-visit', 'Què cal portar a la primera visita?'],
    ['late', 'Què he de fer si arribo tard?'],
    ['results', 'Com puc recollir els resultats?'],
    ['prescription', 'Com es renova una recepta?'],
    ['closed', 'A qui truco quan el consultori és tancat?'],
  ],
};
