import type { OfficeWords } from './dictionary';

/** Catalan words of the page of televisions. */
export const caScreens: OfficeWords['screens'] = {
  title: 'Pantalles',
  count: { one: '{n} pantalla', other: '{n} pantalles' },
  about:
    'Una pantalla mostra el mural sense que ningú hi entri, de dia i de nit. No s’hi llegeix cap pacient, cap secretària ni cap trucada: totals i equips.',
  add: 'Afegeix una pantalla',
  where: 'On és',
  whereAbout: 'Per reconèixer-la: «Sala», «Sala de descans».',
  names: 'Anomena els consultoris amb dificultats',
  namesAbout: 'Si no, van numerades. No ho marqueu on passen visitants.',
  make: 'Crea l’enllaç',
  link: 'Enllaç de la pantalla',
  linkTitle: 'Enllaç de la pantalla «{name}»',
  linkAbout:
    'Obriu-lo al navegador de la pantalla; en pot ser la pàgina d’inici. No es torna a mostrar, i val fins que l’atureu.',
  named: 'consultoris anomenats',
  nameless: 'consultoris numerats',
  seen: 'Vista',
  on: 'encesa',
  never: 'mai oberta',
  made: 'Creada',
  madeBy: 'per {name}, el {day}',
  stop: 'Atura',
  stopSure: 'Voleu aturar la pantalla «{name}»? S’apaga en 5 s, i l’enllaç ja no val.',
  none: 'Cap pantalla. Afegiu-ne una: l’enllaç s’obre un cop al televisor, i ja està.',
  failed: 'No s’ha fet: {why}',
  why: {
    refused: 'el vostre rol no ho permet.',
    missing: 'aquesta pantalla ja està aturada.',
    failed: 'el servidor no respon.',
    invalid: 'digueu on és, i anomeneu els equips o els consultoris triats.',
    conflict: 'hi ha massa pantalles: atureu les que no serveixen.',
  },
};
