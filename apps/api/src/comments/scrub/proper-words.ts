/**
 * Words with a capital that are no person's name: places, services, days and months, and what is written with one out of
 * politeness.
 */
export const properWords: ReadonlySet<string> = new Set(
  (
    'i doctolib ameli maiia internet google covid samu smur chu chr ephad ehpad irm scanner rdv sms paris lyon marseille lille ' +
    'toulouse perpignan barcelona girona lleida tarragona madrid andorra catalunya cataluna espana france noel paques nadal pasqua ' +
    'christmas easter monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december french spanish catalan english ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre ' +
    'novembre decembre dilluns dimarts dimecres dijous divendres dissabte diumenge gener febrer marc abril maig juny juliol agost ' +
    'setembre octubre desembre lunes martes miercoles jueves viernes sabado domingo enero febrero marzo mayo junio julio agosto ' +
    'septiembre noviembre diciembre cabinet centre clinique hopital maison service secretariat secretaire medecin pharmacie ' +
    'urgences accueil madame monsieur clinica hospital centre ambulatori consulta secretaria secretari farmacia surgery clinic ' +
    'dame monsieur equipe personnel docteur rendez ordonnance hospital practice reception instagram facebook whatsapp'
  ).split(' '),
);
