/** Catalan words of the greeting of a clinic, as measured. */
export const caGreetings = {
  title: 'Benvinguda mesurada',
  about: 'Què fan els pacients durant el missatge de benvinguda, aquest mes.',
  figure: 'Xifra',
  value: 'Valor',
  phase: 'Moment',
  hungUp: 'Han penjat',
  perMinute: 'Per minut escoltat',
  phases: { before: 'abans del missatge', during: 'durant el missatge', after: 'després del missatge' },
  second: 'Segon',
  atRisk: 'Encara hi són',
  seconds: 'Segon a segon',
  change:
    'Des de la versió {n} de la fitxa ({when}), {days} d abans i {days} d després: {before} i després {after} han penjat abans del final del missatge.',
  shown: 'Diferència: {value} punts (de {low} a {high}).',
  notShown: 'Sense canvi demostrable (de {low} a {high} punts).',
  none: 'Cap trucada aquest mes de la qual se sàpiga res.',
};
