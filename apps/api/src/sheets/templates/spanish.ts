import type { TemplateWords } from './french';

/** The template in Spanish. */
export const spanish: TemplateWords = {
  greeting:
    'Ha llamado a la consulta […]. Enseguida le atenderá una telesecretaria. Si es una urgencia vital, cuelgue y llame al 112.',
  disclosure: 'Buenos días, habla con la telesecretaría de la consulta […].',
  opening: '¿Llama para pedir cita o para una consulta?',
  emergency: 'Si puede ser vital, cuelgue y llame al 112: le atenderán enseguida.',
  paths: [
    [
      'appointment',
      'Pedir cita',
      'specific',
      'Preguntar el nombre, el motivo y si es urgente; proponer las horas de la consulta.',
    ],
    [
      'change',
      'Cambiar o anular una cita',
      'specific',
      'Preguntar el nombre y la fecha de la cita; proponer otra hora.',
    ],
    ['information', 'Información', 'specific', 'Buscar entre las respuestas de la ficha; no inventar nada.'],
    [
      'message',
      'Otros: mensaje a la consulta',
      'general',
      'Anotar el nombre, el teléfono, el motivo y cuándo llamar; la consulta devuelve la llamada.',
    ],
  ],
  questions: [
    ['first-visit', '¿Qué hay que traer a la primera visita?'],
    ['late', '¿Qué hago si llego tarde?'],
    ['results', '¿Cómo puedo recoger los resultados?'],
    ['prescription', '¿Cómo se renueva una receta?'],
    ['closed', '¿A quién llamo cuando la consulta está cerrada?'],
  ],
};
